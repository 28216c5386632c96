import type { Address } from "../resources/contacts";

/** The address of a contact in Spain. */
export const inSpain = (address: string, postal_code: string, city: string, province: string): Address => ({
  address,
  city,
  postal_code,
  province,
  country: "España",
  country_code: "ES",
});

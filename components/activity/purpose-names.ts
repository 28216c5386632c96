/** Why Holded was called, in the order of the filter. */
export const purposeNames = ["write", "person", "scheduled", "refresh"] as const;

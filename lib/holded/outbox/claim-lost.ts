/** Another worker took over, or a person withdrew the push: whatever this one still knows is void. */
export class ClaimLost extends Error {
  override readonly name = "ClaimLost";
}

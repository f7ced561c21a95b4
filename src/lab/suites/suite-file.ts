/** A behavioural suite as it was given: HateCheck's CSV, or cases of one's own as CSV or YAML. */
export interface SuiteFile {
  readonly name: string
  readonly text: string
}

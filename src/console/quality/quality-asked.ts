/** Which judgements are looked at. */
export interface QualityAsked {
  readonly from: string
  readonly worlds?: string[]
}

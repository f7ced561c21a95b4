/** What a rule says, as its file has it; the check of the pack says whether that can be. */
export type RuleDraft = Readonly<Record<string, unknown>> & { readonly id: string }

/** One change of a pack. In `set`, null takes a key out. */
export type PackEdit =
  /** `file`: where it is to stand; undefined: beside its like. */
  | { readonly kind: 'add-rule'; readonly rule: RuleDraft; readonly file?: string | undefined }
  | { readonly kind: 'change-rule'; readonly rule: string; readonly set: Readonly<Record<string, unknown>> }
  | { readonly kind: 'remove-rule'; readonly rule: string }
  /**
   * Raises the policy's version when its texts, severity or strike weight change and `set` names no version;
   * `keepsVersion` leaves it: a misspelling was mended, the meaning is the same.
   */
  | {
      readonly kind: 'change-policy'
      readonly policy: string
      readonly set: Readonly<Record<string, unknown>>
      readonly keepsVersion?: boolean | undefined
    }

/** Why an edit cannot be made. */
export interface EditRefused {
  /** Which of the edits, from 0. */
  readonly edit: number
  readonly reason: 'unknown' | 'taken' | 'renamed' | 'bad-file'
  /** A sentence. */
  readonly detail: string
  readonly wayOut: string
}

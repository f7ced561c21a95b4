declare module 'gltf-validator' {
  export interface ValidationReport {
    readonly issues: {
      /** Severity 0 is an error. */
      readonly messages: readonly {
        readonly code: string
        readonly severity: number
        readonly pointer?: string
      }[]
    }
  }
  export function validateBytes(
    bytes: Uint8Array,
    options?: { maxIssues?: number },
  ): Promise<ValidationReport>
}

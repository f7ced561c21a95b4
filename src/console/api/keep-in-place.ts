interface Before {
  readonly queryKey: readonly unknown[]
}

/** For `placeholderData`: what is shown stays while the same thing is asked about otherwise, and never for another thing. */
export function keepInPlace(asked: { readonly params?: unknown }) {
  return <T>(shown: T | undefined, before: Before | undefined): T | undefined => {
    const [, was] = (before?.queryKey ?? []) as [unknown, { readonly params?: unknown } | undefined]
    return JSON.stringify(was?.params) === JSON.stringify(asked.params) ? shown : undefined
  }
}

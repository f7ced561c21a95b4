let token: string | null = null

/** What every request that changes something is sent with; it comes with the session. */
export function csrfToken(): string | null {
  return token
}

export function keepCsrfToken(next: string | null): void {
  token = next
}

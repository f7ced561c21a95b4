import { useEffect, useState } from 'react'

/** What stands behind the number sign; the latest, as when a whole link is put into the bar after half of one. */
export function useLinkToken(): string {
  const [token, setToken] = useState(() => location.hash.slice(1))
  useEffect(() => {
    // When the page has used it up and taken it out of the address, it is still the one in use.
    const read = () => setToken((before) => location.hash.slice(1) || before)
    window.addEventListener('hashchange', read)
    return () => window.removeEventListener('hashchange', read)
  }, [])
  return token
}

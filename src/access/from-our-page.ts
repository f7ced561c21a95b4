/**
 * Whether a browser says that a request comes from a page of ours: by Sec-Fetch-Site, else by Origin. A request that
 * says neither does not come from a page that we can tell.
 */
export function fromOurPage(
  headers: { readonly 'sec-fetch-site'?: string | undefined; readonly origin?: string | undefined },
  ourOrigin: string,
): boolean {
  const { origin, 'sec-fetch-site': site } = headers
  if (origin !== undefined && origin !== ourOrigin) return false
  if (site !== undefined) return site === 'same-origin'
  return origin !== undefined
}

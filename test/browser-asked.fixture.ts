/** What is asked of the service by routes that have no function in the SDK yet. */
export async function post<Reply>(
  { url, key }: { readonly url: string; readonly key: string },
  path: string,
  body: unknown,
): Promise<Reply> {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`POST ${path}: ${await answer.text()}`)
  return (await answer.json()) as Reply
}

/** A query that found something, saved under a name; and an id for an entity that may stand in an address. */
export async function saveLooks(
  at: { readonly url: string; readonly key: string },
  name: string,
  entity: string,
): Promise<{ query: string; entityRef: string }> {
  const query = { on: 'chat.message', when: 'insults.count > 0', lists: ['actor'], top: 10, last: '1d' }
  const saved = await post<{ id: string }>(at, '/v1/queries', { name, query })
  const { ref } = await post<{ ref: string }>(at, '/v1/entities/ref', { entity })
  return { query: saved.id, entityRef: ref }
}

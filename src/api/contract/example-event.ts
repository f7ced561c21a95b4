/** An event as the pages of reference show it. */
export const EXAMPLE_EVENT = {
  id: 'e-1',
  type: 'chat.message',
  time: '2026-11-23T09:00:00Z',
  world: 'plaza',
  session: 'room:r7',
  actor: 'account:u1',
  target: 'account:u2',
  data: { text: 'hello there', account_created: '2026-11-22T09:00:00Z' },
}

const WORDS =
  'good morning everyone who wants to trade hats near the fountain later today 안녕 오늘 같이 놀자 상점 앞에서 만나'.split(
    ' ',
  )

/** One time for a whole bench, so that an event of the same id is the same event. */
const TIME = new Date().toISOString()

/** The n-th event of a bench: a short chat message of its own, with an id of its own; 1 in 20 meets a rule. */
export function benchEvent(run: string, n: number): string {
  let text = ''
  for (let i = 0; i < 7; i++) text += `${WORDS[(n * 31 + i * (7 + (n % 5))) % WORDS.length]} `
  if (n % 20 === 0) text += 'you are an idiot'
  return JSON.stringify({
    id: `${run}-${n}`,
    type: 'chat.message',
    time: TIME,
    world: 'plaza',
    session: `room:r${n % 100}`,
    actor: `account:u${n % 5000}`,
    target: `account:u${(n * 7) % 5000}`,
    data: { text, account_created: '2026-01-22T09:00:00Z' },
  })
}

import type { Random } from '../random.ts'
import type { Slots } from './grammar.ts'

const HANDLE_WORDS = [
  'moon',
  'star',
  'bunny',
  'cloud',
  'mint',
  'peach',
  'dust',
  'nova',
  'latte',
  'frost',
  'berry',
  'echo',
]
const digits = (random: Random, count: number): string => {
  let text = ''
  for (let i = 0; i < count; i++) text += random.int(10)
  return text
}
const handle = (random: Random): string =>
  `${random.pick(HANDLE_WORDS)}${random.pick(['_', '.', ''])}${random.pick(HANDLE_WORDS)}${digits(random, 2 + random.int(3))}`

// Hosts are under the domains that RFC 2606 reserves; phone numbers are in ranges given to nobody.
const HOSTS = ['example.com', 'example.net', 'example.org']
const PATHS = ['gift', 'claim', 'event', 'free', 'zem', 'login', 'join', 'vip', 'shop', 'coins']

/** What sentences in every language draw afresh. */
export const COMMON_SLOTS: Slots = {
  num: (random) => String(1 + random.int(99)),
  few: (random) => String(2 + random.int(4)),
  coins: (random) => String((1 + random.int(50)) * 100),
  hour: (random) => String(1 + random.int(12)),
  handle,
  link: (random) =>
    `${random.pick(['https://', 'http://', ''])}${random.pick(HANDLE_WORDS)}-${random.pick(PATHS)}.${random.pick(HOSTS)}/${random.pick(PATHS)}${digits(random, 3)}`,
  disguised: (random) =>
    `${random.pick(HANDLE_WORDS)}${random.pick(PATHS)} ${random.pick(['dot', '(dot)', '[.]', '점'])} com`,
  sites: () => HOSTS.map((host) => `https://${host}`).join(' '),
  phone_ko: (random) =>
    `010${random.pick(['-', ' ', ''])}0000${random.pick(['-', ' ', ''])}${digits(random, 4)}`,
  phone_en: (random) => `${random.pick(['212', '415', '646'])}-555-01${digits(random, 2)}`,
  email: (random) => `${handle(random)}@${random.pick(HOSTS)}`,
}

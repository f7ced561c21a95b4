import type { JudgedEvent } from '../core/event.ts'
import type { ContextAsked, EarlierMessage, Item } from '../signals/signal.ts'

/** What the signals of an event type read of earlier messages. */
export interface ContextOfType {
  /** The feature whose text is remembered. */
  readonly content: string
  readonly of: ReadonlySet<ContextAsked['of']>
  /** Messages of a conversation and how long, in ms: the most that a signal asks for. */
  readonly last: number
  readonly withinMs: number
}

/** The last messages of rooms and pairs, within a budget. Lost at a restart, and filled again as people talk. */
export interface Conversations {
  /** The messages before an event, as they are now; `note`: its own is remembered for those to come. */
  take(event: JudgedEvent, context: ContextOfType, note: boolean): NonNullable<Item['earlier']>
  /** The event was not stored after all: its message is forgotten. */
  forget(event: JudgedEvent): void
  /** Forgets what an entity said, wherever, and every conversation with it. */
  forgetEntity(ref: string): void
  /** Lets go of what is older than any signal reads. */
  sweep(nowMs: number): void
  /** Bytes held, about. */
  readonly bytes: number
  maxBytes: number
}

export const CONVERSATION_DEFAULTS = { maxBytes: 16 * 1024 * 1024 }

/** UTF-16 units of a message that are remembered: what is split over messages is short. */
const MOST_UNITS = 200

interface Conversation {
  messages: readonly EarlierMessage[]
  withinMs: number
}

/** What a message and a conversation cost beside their text, measured roughly. */
const MESSAGE_BYTES = 120
const CONVERSATION_BYTES = 250
const NONE: readonly EarlierMessage[] = []

function bytesOf({ text }: EarlierMessage): number {
  return MESSAGE_BYTES + 2 * text.length
}

/**
 * Conversations by room and by pair of each world. A Map keeps the order of insertion: the one that was spoken in
 * longest ago comes first and goes first when there is no room.
 */
export function createConversations(maxBytes = CONVERSATION_DEFAULTS.maxBytes): Conversations {
  const held = new Map<string, Conversation>()
  let bytes = 0

  function drop(key: string, conversation: Conversation): void {
    held.delete(key)
    bytes -= CONVERSATION_BYTES + conversation.messages.reduce((sum, one) => sum + bytesOf(one), 0)
  }

  function add(key: string, kept: EarlierMessage, { last, withinMs }: ContextOfType): void {
    let conversation = held.get(key)
    if (conversation === undefined) {
      conversation = { messages: [], withinMs }
      bytes += CONVERSATION_BYTES
    } else held.delete(key)
    held.set(key, conversation)
    conversation.withinMs = withinMs
    // Copied, so that an event that waits for a dear signal goes on seeing what there was before it.
    const before = conversation.messages
    const from = Math.max(0, before.length + 1 - last)
    for (let i = 0; i < from; i++) bytes -= bytesOf(before[i]!)
    const messages = from === 0 ? before.concat(kept) : before.slice(from).concat(kept)
    bytes += bytesOf(kept)
    conversation.messages = messages
    if (bytes <= conversations.maxBytes) return
    for (const [oldest, one] of held) {
      if (bytes <= conversations.maxBytes || oldest === key) break
      drop(oldest, one)
    }
  }

  const conversations: Conversations = {
    maxBytes,
    get bytes() {
      return bytes
    },
    take(event, context, note) {
      const room = context.of.has('room') ? keyOf(event, 'room') : undefined
      const pair = context.of.has('pair') ? keyOf(event, 'pair') : undefined
      const ofRoom = room === undefined ? NONE : (held.get(room)?.messages ?? NONE)
      const ofPair = pair === undefined ? NONE : (held.get(pair)?.messages ?? NONE)
      const raw = event.data[context.content]
      if (note && typeof raw === 'string') {
        const text = raw.length > MOST_UNITS ? raw.slice(0, MOST_UNITS) : raw
        const kept = { text, actor: event.actor, atMs: event.receivedAt }
        if (room !== undefined) add(room, kept, context)
        if (pair !== undefined) add(pair, kept, context)
      }
      return ({ of, last, withinMs }) => {
        const messages = of === 'room' ? ofRoom : ofPair
        const fromMs = event.receivedAt - withinMs
        let from = Math.max(0, messages.length - last)
        while (from < messages.length && messages[from]!.atMs < fromMs) from++
        return from === 0 ? messages : messages.slice(from)
      }
    },
    forget(event) {
      for (const of of ['room', 'pair'] as const) {
        const key = keyOf(event, of)
        const conversation = key === undefined ? undefined : held.get(key)
        // Two messages of one account in one millisecond are as good as one.
        const at = conversation?.messages.findLastIndex(
          ({ actor, atMs }) => actor === event.actor && atMs === event.receivedAt,
        )
        if (conversation === undefined || at === undefined || at < 0) continue
        bytes -= bytesOf(conversation.messages[at]!)
        conversation.messages = conversation.messages.toSpliced(at, 1)
      }
    },
    forgetEntity(ref) {
      for (const [key, conversation] of held) {
        // No id holds a space, and the world stands first.
        if (key.split(' ').slice(1).includes(ref)) {
          drop(key, conversation)
          continue
        }
        const messages = conversation.messages.filter(({ actor }) => actor !== ref)
        if (messages.length === conversation.messages.length) continue
        for (const message of conversation.messages) if (message.actor === ref) bytes -= bytesOf(message)
        conversation.messages = messages
      }
    },
    sweep(nowMs) {
      for (const [key, conversation] of held) {
        const latest = conversation.messages.at(-1)
        // In the order of their latest message: the rest is younger, but for other limits.
        if (latest !== undefined && nowMs - latest.atMs <= conversation.withinMs) break
        drop(key, conversation)
      }
    },
  }
  return conversations
}

/** Where the event was said: to which target or in which session, or between whom. */
function keyOf({ world, session, actor, target }: JudgedEvent, of: ContextAsked['of']): string | undefined {
  if (of === 'room') {
    const room = target ?? session
    return room === undefined ? undefined : `${world} ${room}`
  }
  if (actor === undefined || target === undefined) return undefined
  return actor < target ? `${world} ${actor} ${target}` : `${world} ${target} ${actor}`
}

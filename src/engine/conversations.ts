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
  /** Lets go of what is older than any signal reads. */
  sweep(nowMs: number): void
  /** Bytes held, about. */
  readonly bytes: number
  maxBytes: number
}

export const CONVERSATION_DEFAULTS = {
  maxBytes: 16 * 1024 * 1024,
  /** UTF-16 units of a message that are remembered: what is split over messages is short. */
  mostUnits: 200,
}

interface Kept extends EarlierMessage {
  readonly bytes: number
}

interface Conversation {
  messages: Kept[]
  withinMs: number
}

/** What a message and a conversation cost beside their text, measured roughly. */
const MESSAGE_BYTES = 120
const CONVERSATION_BYTES = 250
const NONE: readonly EarlierMessage[] = []

/**
 * Conversations by room and by pair of each world. A Map keeps the order of insertion: the one that was spoken in
 * longest ago comes first and goes first when there is no room.
 */
export function createConversations(maxBytes = CONVERSATION_DEFAULTS.maxBytes): Conversations {
  const held = new Map<string, Conversation>()
  const noted = new WeakMap<JudgedEvent, { readonly key: string; readonly kept: Kept }[]>()
  let bytes = 0

  function drop(key: string, conversation: Conversation): void {
    held.delete(key)
    bytes -= CONVERSATION_BYTES + conversation.messages.reduce((sum, one) => sum + one.bytes, 0)
  }

  function add(key: string, kept: Kept, { last, withinMs }: ContextOfType): void {
    let conversation = held.get(key)
    if (conversation === undefined) {
      conversation = { messages: [], withinMs }
      bytes += CONVERSATION_BYTES
    } else held.delete(key)
    held.set(key, conversation)
    conversation.withinMs = withinMs
    // Copied, so that an event that waits for a dear signal goes on seeing what there was before it.
    const messages = [...conversation.messages, kept]
    bytes += kept.bytes
    while (messages.length > last) bytes -= messages.shift()!.bytes
    conversation.messages = messages
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
      const before = new Map<ContextAsked['of'], readonly Kept[]>()
      const raw = event.data[context.content]
      for (const of of context.of) {
        const key = keyOf(event, of)
        if (key === undefined) continue
        const messages = held.get(key)?.messages
        if (messages !== undefined) before.set(of, messages)
        if (!note || typeof raw !== 'string') continue
        const text = raw.slice(0, CONVERSATION_DEFAULTS.mostUnits)
        const kept = {
          text,
          actor: event.actor,
          atMs: event.receivedAt,
          bytes: MESSAGE_BYTES + 2 * text.length,
        }
        add(key, kept, context)
        const own = noted.get(event)
        if (own === undefined) noted.set(event, [{ key, kept }])
        else own.push({ key, kept })
      }
      return ({ of, last, withinMs }) => {
        const messages = before.get(of)
        if (messages === undefined) return NONE
        return messages.filter(({ atMs }) => event.receivedAt - atMs <= withinMs).slice(-last)
      }
    },
    forget(event) {
      for (const { key, kept } of noted.get(event) ?? []) {
        const conversation = held.get(key)
        if (conversation === undefined || !conversation.messages.includes(kept)) continue
        conversation.messages = conversation.messages.filter((one) => one !== kept)
        bytes -= kept.bytes
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

import { setImmediate as turn } from 'node:timers/promises'

/** Something that is read, whose answers can be kept on their way. */
export interface HeldAnswer<Asked extends unknown[], T> {
  ask(...asked: Asked): Promise<T>
  /** The next question is read at once, and answered when what this gives is called and everybody else has had a turn. */
  holdNext(): () => Promise<void>
}

export function heldAnswer<Asked extends unknown[], T>(read: (...asked: Asked) => T): HeldAnswer<Asked, T> {
  let held: Promise<void> | undefined
  return {
    async ask(...asked) {
      const [answer, wait] = [read(...asked), held]
      held = undefined
      await wait
      return answer
    },
    holdNext() {
      let release = () => {}
      held = new Promise((resolve) => {
        release = resolve
      })
      return async () => {
        await turn()
        release()
        await turn()
      }
    },
  }
}

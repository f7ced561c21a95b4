import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { useWords } from '../words/words.ts'
import { Dialog } from './dialog.tsx'
import { KeyCap } from './key-cap.tsx'
import { matchesKey } from './matches-key.ts'
import { WORDS } from './words.ts'

export interface KeyBinding {
  /** A letter or digit, `Enter`, `Escape`, ` `, `?`, `ArrowDown` and so on; letters go by their place, so that they work while Hangul is typed. */
  readonly key: string
  /** What it does, for the list of keys. */
  readonly label: string
  readonly run?: () => void
  /** For keys that do something while they are held. */
  readonly onHold?: (isHeld: boolean) => void
}

type Layer = { readonly current: readonly KeyBinding[] }
const Context = createContext<Set<Layer> | undefined>(undefined)

/** Hears the keys of the page that is shown; `?` lists them. */
export function KeysProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const t = useWords(WORDS)
  const layers = useMemo(() => new Set<Layer>(), [])
  const [listed, setListed] = useState<readonly KeyBinding[]>()
  useEffect(() => {
    let held: KeyBinding | undefined
    const all = () => [...layers].flatMap(({ current }) => current)
    const letGo = () => {
      held?.onHold?.(false)
      held = undefined
    }
    function down(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || isBehindDialog(event)) return
      if (event.key === '?') {
        setListed(all())
        return
      }
      const binding = all().find(({ key }) => matchesKey(key, event))
      if (binding === undefined) return
      event.preventDefault()
      if (event.repeat) return
      if (binding.onHold) {
        letGo()
        held = binding
        binding.onHold(true)
      } else binding.run?.()
    }
    const up = (event: KeyboardEvent) => {
      if (held !== undefined && matchesKey(held.key, event)) letGo()
    }
    const hidden = () => document.hidden && letGo()
    document.addEventListener('keydown', down)
    document.addEventListener('keyup', up)
    window.addEventListener('blur', letGo)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      letGo()
      document.removeEventListener('keydown', down)
      document.removeEventListener('keyup', up)
      window.removeEventListener('blur', letGo)
      document.removeEventListener('visibilitychange', hidden)
    }
  }, [layers])
  return (
    <Context value={layers}>
      {children}
      <Dialog title={t('keys')} isOpen={listed !== undefined} onClose={() => setListed(undefined)}>
        <dl className="key-list">
          {[...(listed ?? []), { key: '?', label: t('keysHelp') }].map(({ key, label }) => (
            <div key={key}>
              <dt>
                <KeyCap name={key} />
                <span className="sr-only">{key === ' ' ? 'Space' : key}</span>
              </dt>
              <dd>{label}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </Context>
  )
}

/** Keys of a page or a part of it, as long as it is shown. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const layers = useContext(Context)
  const layer = useRef(bindings)
  layer.current = bindings
  useEffect(() => {
    layers?.add(layer)
    return () => void layers?.delete(layer)
  }, [layers])
}

/** Whether somebody types: keys are letters then. Looks into shadow roots, where the editor lives. */
function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath()
  if (event.isComposing || !(target instanceof HTMLElement)) return event.isComposing
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)
}

/** Enter and space belong to what has the focus; a dialog that is open has all keys. */
function isBehindDialog(event: KeyboardEvent): boolean {
  const [target] = event.composedPath()
  const isControl =
    target instanceof Element && target.closest('button, a, summary, [role=tab], [role=row]') !== null
  if (isControl && (event.key === 'Enter' || event.key === ' ')) return true
  return document.querySelector('[role=dialog], [role=alertdialog]') !== null
}

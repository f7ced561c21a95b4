import { lazy, type ReactNode, Suspense } from 'react'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

const ItemStage = lazy(async () => ({ default: (await import('./item-stage.tsx')).ItemStage }))

/** The viewer of a 3D item; what draws it comes when it is first needed. */
export function Viewer({ id }: { readonly id: string }): ReactNode {
  const t = useWords(WORDS)
  return (
    <Suspense fallback={<p className="empty">{t('loading')}</p>}>
      <ItemStage id={id} />
    </Suspense>
  )
}

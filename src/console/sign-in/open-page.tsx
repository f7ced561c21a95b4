import { type ReactNode, useEffect } from 'react'
import { Preferences } from '../shell/preferences.tsx'
import './sign-in.css'

/** A page for whoever has not signed in: one thing to do, and the language to do it in. */
export function OpenPage({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}): ReactNode {
  useEffect(() => {
    document.title = `${title} – Haechi`
  }, [title])
  return (
    <div className="open">
      <main className="open-main">
        <p className="open-brand" translate="no">
          Haechi
        </p>
        <h1>{title}</h1>
        {children}
      </main>
      <footer className="open-foot">
        <Preferences />
      </footer>
    </div>
  )
}

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { requestTo } from '../api/ask.ts'
import { Button } from '../kit/button.tsx'
import { Checkbox } from '../kit/checkbox.tsx'
import { Select } from '../kit/select.tsx'
import { useWords } from '../words/words.ts'
import { sceneObjects, type ViewedScene } from './scene-objects.ts'
import { openStage, type Stage } from './stage.ts'
import { WORDS } from './words.ts'

type State =
  | { readonly is: 'loading' }
  | { readonly is: 'failed'; readonly why: 'notThere' | 'noWebGl' }
  | { readonly is: 'shown'; readonly meshes: readonly number[]; readonly leftOut: number }

const ALL = 'all'
const SHOWN = 'shown'

/** A 3D item to turn around: read by the service, drawn here. */
export function ItemStage({ id }: { readonly id: string }): ReactNode {
  const t = useWords(WORDS)
  const canvas = useRef<HTMLCanvasElement>(null)
  const stage = useRef<Stage>(undefined)
  const [state, setState] = useState<State>({ is: 'loading' })
  const [wireframe, setWireframe] = useState(false)
  const [textures, setTextures] = useState(true)
  const [backs, setBacks] = useState(false)
  const [mesh, setMesh] = useState(SHOWN)

  useEffect(() => {
    const stop = new AbortController()
    load(id, stop.signal).then(
      (viewed) => {
        if (stop.signal.aborted) return viewed.dispose()
        try {
          stage.current = openStage(canvas.current!, viewed)
        } catch {
          viewed.dispose()
          setState({ is: 'failed', why: 'noWebGl' })
          return
        }
        const meshes = [...new Set(viewed.parts.map(({ part }) => part.mesh))].sort((a, b) => a - b)
        setState({ is: 'shown', meshes, leftOut: viewed.leftOut })
      },
      () => stop.signal.aborted || setState({ is: 'failed', why: 'notThere' }),
    )
    return () => {
      stop.abort()
      stage.current?.close()
      stage.current = undefined
    }
  }, [id])

  const meshes = state.is === 'shown' ? state.meshes : []
  useEffect(() => {
    const only = mesh === SHOWN ? undefined : new Set(mesh === ALL ? meshes : [Number(mesh)])
    stage.current?.look({ wireframe, textures, backs, only })
  }, [wireframe, textures, backs, mesh, meshes])

  if (state.is === 'failed') return <p className="empty">{t(state.why)}</p>
  const turn = (right: number, up: number) => () => stage.current?.turn(right, up)
  return (
    <div className="stage" data-state={state.is}>
      <canvas ref={canvas} className="stage-canvas" role="img" aria-label={t('viewer')} />
      <div className="page-acts stage-acts">
        <Button quiet aria-label={t('left')} onPress={turn(-1, 0)}>
          ←
        </Button>
        <Button quiet aria-label={t('right')} onPress={turn(1, 0)}>
          →
        </Button>
        <Button quiet aria-label={t('up')} onPress={turn(0, 1)}>
          ↑
        </Button>
        <Button quiet aria-label={t('down')} onPress={turn(0, -1)}>
          ↓
        </Button>
        <Button quiet aria-label={t('nearer')} onPress={() => stage.current?.zoom(0.8)}>
          +
        </Button>
        <Button quiet aria-label={t('farther')} onPress={() => stage.current?.zoom(1.25)}>
          −
        </Button>
        <Button quiet onPress={() => stage.current?.reset()}>
          {t('reset')}
        </Button>
        <Checkbox label={t('wireframe')} isChosen={wireframe} onChange={setWireframe} />
        <Checkbox label={t('textures')} isChosen={textures} onChange={setTextures} />
        <Checkbox label={t('backs')} isChosen={backs} onChange={setBacks} />
        <Select
          label={t('meshes')}
          value={mesh}
          onChange={setMesh}
          options={[
            { value: SHOWN, label: t('meshesShown') },
            { value: ALL, label: t('meshesAll') },
            ...meshes.map((at) => ({ value: String(at), label: t('mesh', { at }) })),
          ]}
        />
      </div>
      {state.is === 'shown' && state.leftOut > 0 && (
        <p className="field-hint">{t('leftOut', { n: state.leftOut })}</p>
      )}
    </div>
  )
}

async function load(id: string, signal: AbortSignal): Promise<ViewedScene> {
  const [url, init] = requestTo('mediaScene', { params: { id } })
  const response = await fetch(url, { ...init, signal })
  if (!response.ok) throw new Error(`status ${response.status}`)
  return sceneObjects(await response.arrayBuffer())
}

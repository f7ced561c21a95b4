import {
  AmbientLight,
  Box3,
  type Camera,
  DirectionalLight,
  PerspectiveCamera,
  Scene,
  Sphere,
  WebGLRenderer,
} from 'three'
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js'
import { backOf, type ViewedScene } from './scene-objects.ts'

/** What is shown of an item, and how. */
export interface StageLook {
  readonly wireframe: boolean
  readonly textures: boolean
  /** Backs in red. */
  readonly backs: boolean
  /** The meshes that are shown; undefined: those that players see. */
  readonly only: ReadonlySet<number> | undefined
}

/** The viewer's picture: drawn when something changes, and not otherwise. */
export interface Stage {
  look(look: StageLook): void
  /** Turns the camera around the item, in quarters of a right angle. */
  turn(right: number, up: number): void
  zoom(factor: number): void
  reset(): void
  close(): void
}

const STEP = Math.PI / 8

/** Puts a scene on a canvas. Throws where the browser has no WebGL. */
export function openStage(canvas: HTMLCanvasElement, viewed: ViewedScene): Stage {
  const renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true, preserveDrawingBuffer: true })
  const scene = new Scene()
  const camera = new PerspectiveCamera(30, 1, 0.01, 1000)
  const controls = new OrbitControls(camera, canvas)
  const light = new DirectionalLight(0xffffff, 2)
  camera.add(light)
  scene.add(new AmbientLight(0xffffff, 1.4), camera)
  const backs = viewed.parts.map(backOf)
  for (const [i, { object }] of viewed.parts.entries()) scene.add(object, backs[i]!)
  const draw = () => renderer.render(scene, camera as Camera)
  const resize = () => {
    const { clientWidth, clientHeight } = canvas
    if (clientWidth === 0 || clientHeight === 0) return
    renderer.setPixelRatio(Math.min(2, window.devicePixelRatio))
    renderer.setSize(clientWidth, clientHeight, false)
    camera.aspect = clientWidth / clientHeight
    camera.updateProjectionMatrix()
    draw()
  }
  const watched = new ResizeObserver(resize)
  watched.observe(canvas)
  controls.addEventListener('change', draw)

  function frame(): void {
    const box = new Box3()
    for (const { object } of viewed.parts) if (object.visible) box.expandByObject(object)
    const { center, radius } = box.getBoundingSphere(new Sphere())
    const away = (Math.max(radius, 1e-4) / Math.sin((camera.fov * Math.PI) / 360)) * 1.1
    camera.near = away / 1000
    camera.far = away * 100
    camera.position.copy(center)
    camera.position.z += viewed.faces === '-z' ? -away : away
    camera.updateProjectionMatrix()
    controls.target.copy(center)
    controls.update()
    draw()
  }

  const stage: Stage = {
    look({ wireframe, textures, backs: showBacks, only }) {
      for (const [i, { part, object }] of viewed.parts.entries()) {
        object.visible = only === undefined ? part.shown : only.has(part.mesh)
        backs[i]!.visible = object.visible && showBacks && !part.doubleSided
        object.material.wireframe = wireframe
        const map = textures ? (maps[i] ?? null) : null
        if (object.material.map !== map) {
          object.material.map = map
          object.material.needsUpdate = true
        }
      }
      draw()
    },
    turn(right, up) {
      const { target } = controls
      const from = camera.position.clone().sub(target)
      const radius = from.length()
      const yaw = Math.atan2(from.x, from.z) + right * STEP
      const pitch = Math.max(-1.5, Math.min(1.5, Math.asin(from.y / radius) + up * STEP))
      from.set(Math.sin(yaw) * Math.cos(pitch), Math.sin(pitch), Math.cos(yaw) * Math.cos(pitch))
      camera.position.copy(target).addScaledVector(from, radius)
      controls.update()
      draw()
    },
    zoom(factor) {
      camera.position.sub(controls.target).multiplyScalar(factor).add(controls.target)
      controls.update()
      draw()
    },
    reset: frame,
    close() {
      watched.disconnect()
      controls.dispose()
      for (const back of backs) (Array.isArray(back.material) ? back.material : [back.material])[0]!.dispose()
      renderer.dispose()
      viewed.dispose()
    },
  }
  const maps = viewed.parts.map(({ object }) => object.material.map)
  stage.look({ wireframe: false, textures: true, backs: false, only: undefined })
  resize()
  frame()
  return stage
}

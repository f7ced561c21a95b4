import { build } from 'esbuild'

/** What three.js is asked: a file, and from where it is seen. */
export interface PageCamera {
  readonly target: readonly [number, number, number]
  readonly back: readonly [number, number, number]
  readonly up: readonly [number, number, number]
  readonly distance: number
  readonly near: number
}

const PAGE = `
import * as THREE from 'three'
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js'
import { MeshoptDecoder } from 'three/examples/jsm/libs/meshopt_decoder.module.js'

const renderer = new THREE.WebGLRenderer({ antialias: false, alpha: true, preserveDrawingBuffer: true })
renderer.setClearColor(0, 0)
let scene

window.load = async (base64, size) => {
  renderer.setSize(size, size, false)
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
  const loader = new GLTFLoader()
  loader.setMeshoptDecoder(MeshoptDecoder)
  const gltf = await loader.parseAsync(bytes.buffer, '')
  scene = new THREE.Scene()
  scene.add(gltf.scene, new THREE.AmbientLight(0xffffff, 3))
  gltf.scene.traverse((object) => { object.frustumCulled = false })
}

// One letter a pixel: who is seen there or nobody.
window.view = ({ target, back, up, distance, near }) => {
  const camera = new THREE.PerspectiveCamera(30, 1, near, distance * 100)
  camera.up.set(...up)
  camera.position.set(...target.map((value, k) => value + back[k] * distance))
  camera.lookAt(...target)
  renderer.render(scene, camera)
  const gl = renderer.getContext()
  const { width, height } = gl.canvas
  const out = new Uint8Array(width * height * 4)
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, out)
  let text = ''
  for (let y = height - 1; y >= 0; y--)
    for (let x = 0; x < width; x++) text += out[4 * (y * width + x) + 3] > 127 ? '1' : '0'
  return text
}
`

/** The page's program: three.js and its loader in one piece. */
export async function silhouetteProgram(root: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: root, loader: 'js' },
    ...{ bundle: true, write: false, format: 'iife', platform: 'browser', logLevel: 'warning' },
  })
  return outputFiles[0]!.text
}

import type { Plugin as EsbuildPlugin } from 'esbuild'
import type { Plugin } from 'vite'

/** Makes a module of the transcoder of KTX2 textures: `import { makeBasis, wasm } from 'virtual:basis'`. */
export const basisInVite: Plugin

/** The same for esbuild. */
export const basisInEsbuild: EsbuildPlugin

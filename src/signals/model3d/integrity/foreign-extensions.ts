import type { Finding } from '../finding.ts'
import type { Check } from './check.ts'
import { KNOWN_EXTENSIONS } from './known-extensions.ts'

const SCRIPTS = /script|interactivity|behaviou?r|udon|lua|hubs_components|node_graph/i

/** Extensions that can act, and those that nobody here knows: what they show was not looked at. Lights where unwanted. */
export const foreignExtensions: Check = ({ item: { extensions }, profile }) =>
  extensions.flatMap((name): Finding[] => {
    const at = '/extensionsUsed'
    if (SCRIPTS.test(name)) {
      return [
        { code: 'script', severity: 'error', at, says: `The extension ${name} lets an item act by itself.` },
      ]
    }
    if (name === 'KHR_lights_punctual' && profile.noLights === true) {
      return [{ code: 'light', severity: 'error', at, says: 'The slot allows no lights.' }]
    }
    if (name === 'EXT_mesh_gpu_instancing') {
      const says = 'Meshes stand in many places at once; they were looked at in one of them.'
      return [{ code: 'instances-not-drawn', severity: 'warning', at, says }]
    }
    if (KNOWN_EXTENSIONS.has(name) || profile.extensions?.includes(name)) return []
    const says = `The extension ${name} is not known; what it adds was not judged.`
    return [{ code: 'foreign-extension', severity: 'warning', at, says }]
  })

import { saveRequestedAttributes } from '@/lib/catalog/categories/commands/save-category'
import { actorFor } from '@/lib/parties/identity/actor'

const THREAD = { name: 'Thread', required: true, choices: ['M3', 'M4', 'M5', 'M6', 'M8', 'M10', 'M12', 'M16'] }
const MATERIAL = { name: 'Material', required: false, choices: ['steel 8.8', 'stainless steel A2', 'stainless steel A4', 'brass'] }
const LENGTH = { name: 'Length', unit: 'mm', required: true, choices: [] }

/** What the hub asks of products, by category. */
const ASKED = {
  '31160000': [THREAD, MATERIAL],
  '31161500': [LENGTH],
  '31161600': [LENGTH],
  '46181500': [
    { name: 'Size', required: true, choices: ['7', '8', '9', '10', '11'] },
    { name: 'Level', required: false, choices: ['A', 'B', 'C', 'D'] },
  ],
  '26121600': [
    { name: 'Section', unit: 'mm²', required: true, choices: ['0.75', '1.5', '2.5', '4', '6'] },
    { name: 'Cores', required: true, choices: [] },
  ],
}

/** The hub says which attributes products should have. */
export async function loadDemoCategories(now: Date): Promise<void> {
  const hub = await actorFor('hub@meridian-network.example')
  if (hub) for (const [code, attributes] of Object.entries(ASKED)) await saveRequestedAttributes({ actor: hub, now }, { code, attributes })
}

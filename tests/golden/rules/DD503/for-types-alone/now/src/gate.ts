import type { Store } from './store'
import { Clock } from './clock'
export class Gate {}

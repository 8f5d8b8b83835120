import { Clock } from './clock'
import { Store } from './store'
export class Gate {}

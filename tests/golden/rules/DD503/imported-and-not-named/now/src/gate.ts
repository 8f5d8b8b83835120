import { Store } from './store'
import { Clock } from './clock'
export class Gate {}

import { Store } from './store'

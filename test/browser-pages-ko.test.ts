import { everyPage } from './browser-every-page.fixture.ts'

everyPage('ko')

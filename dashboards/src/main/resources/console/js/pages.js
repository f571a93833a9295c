// The pages by the first part of their address: #/work, #/asset/north/pump-1. One line a page.
// open(main, id, fleet) draws into main and returns {changed(ids), every, redraw, close}.
import {assetPage} from './asset.js';
import {auditPage} from './audit.js';
import {evidencePage} from './evidence.js';
import {fleetPage} from './fleet.js';
import {healthPage} from './health.js';
import {partsPage} from './parts.js';
import {resultsPage} from './results.js';
import {machinePage} from './machine.js';
import {qualityPage} from './quality.js';
import {modelsPage} from './models.js';
import {workPage} from './work.js';

export const PAGES = [
  {name: 'fleet', inMenu: true, open: (main, id, fleet) => fleetPage(main, fleet)},
  {name: 'asset', open: assetPage},
  {name: 'work', inMenu: true, open: workPage},
  {name: 'evidence', open: evidencePage},
  {name: 'parts', inMenu: true, open: (main) => partsPage(main)},
  {name: 'results', inMenu: true, open: (main) => resultsPage(main)},
  {name: 'quality', inMenu: true, open: qualityPage},
  {name: 'machine', inMenu: true, open: machinePage},
  {name: 'models', inMenu: true, open: (main) => modelsPage(main)},
  {name: 'audit', inMenu: true, open: (main) => auditPage(main)},
  {name: 'health', inMenu: true, open: (main) => healthPage(main)},
];

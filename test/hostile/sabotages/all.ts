import { codeSabotages } from "./code.js";
import { markupSabotages } from "./markup.js";
import { nameSabotages } from "./names.js";
import { requestSabotages } from "./requests.js";
import type { Sabotage } from "./sabotage.js";
import { wordSabotages } from "./words.js";

export const sabotages: readonly Sabotage[] = [
  ...codeSabotages,
  ...nameSabotages,
  ...markupSabotages,
  ...wordSabotages,
  ...requestSabotages,
];

import type { FindingTexts } from './findings.ts';

/** Wat de instellingen en de run zelf melden, in het Nederlands. */
export const dutchRunFindings: FindingTexts = {
  check: ['{message}', 'Verbeter de rij.'],
  'check-failed': [
    'Deze controle was hier niet uit te voeren: {quoted}.',
    'Verbeter de rij of laat de controle in rollcall.yaml verbeteren.',
  ],
  'check-unknown': [
    'In deze bron ontbreekt een kolom voor deze controle: {quoted}.',
    'Voeg de kolom aan het bestand toe of laat de controle verwijderen.',
  ],
  'field-unknown': ['{field} is nodig, en de kolom is weg.', 'Zet de kolom terug in het bestand.'],
  'mapping-failed': [
    'De waarde van {field} was niet te berekenen.',
    'Verbeter de rij of laat de berekening van {field} in rollcall.yaml verbeteren.',
  ],
  'only-failed': [
    'Of de persoon in dit systeem hoort, was niet te berekenen: {message}',
    'Verbeter de rij of laat “only” in rollcall.yaml verbeteren.',
  ],
  'skip-failed': [
    'Of dit record moet worden overgeslagen, was niet te berekenen: {message}',
    'Verbeter de rij of laat “skip” in rollcall.yaml verbeteren.',
  ],
  'active-failed': [
    'Of de persoon actief is, was niet te berekenen: {message}',
    'Verbeter de rij of laat “active” in rollcall.yaml verbeteren.',
  ],
  'other-id': [
    'Dezelfde persoon heeft al een account onder een ander nummer, en het systeem kan dat niet wijzigen.',
    'Laat het nummer in het systeem wijzigen of geef de rij een eigen adres.',
  ],
  'held-without-base': [
    'Een record wordt tegengehouden, en wat er het laatst van is verstuurd, is niet bekend: weglaten zou het uit het systeem verwijderen.',
    'Verbeter het record en start opnieuw.',
  ],
  'held-from-file': [
    'Het record is zo niet te schrijven, en een bestand zonder dit record zou volledig lijken.',
    'Verbeter de rij en start opnieuw.',
  ],
  'not-in-file': [
    'Het record wacht op een waarde of wordt overgeslagen; het staat niet in het bestand.',
    'Laat wie in het bestand ontbreekt in het systeem zoals het is.',
  ],
  'live-not-read': [
    'Enkele personen zijn niet in het systeem opgezocht: het heeft geen lijst, en elk apart opvragen zou te lang duren.',
    'Niets te doen: iedereen wordt aangemaakt of bijgewerkt, naar gelang.',
  ],
  'no-outcome': ['Het systeem zei niet wat ervan geworden is.', 'Niets te doen: de volgende run gaat het na.'],
  'lock-lost': [
    'Een andere run heeft het overgenomen, en deze is gestopt.',
    'Laat de andere aflopen; die doet de rest.',
  ],
  'connector-failed': ['De koppeling met dit systeem is mislukt.', 'Meld het aan de maker van de connector.'],
  'config-invalid': ['Deze plek in rollcall.yaml klopt niet: {message}', 'Te doen: {next}'],
  'expression-invalid': ['Een expressie in rollcall.yaml klopt niet: {message}', 'Te doen: {next}'],
};

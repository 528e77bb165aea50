import type { FindingTexts } from './findings.ts';

/** Wat er aan de bestanden zelf kan mankeren, in het Nederlands: tekst, kolommen, rijen, nummers. */
export const dutchFileFindings: FindingTexts = {
  'not-csv': ['Dit is geen CSV-bestand.', 'Exporteer het opnieuw als “CSV UTF-8”.'],
  'bad-json': [
    'Het JSON-bestand is niet te lezen.',
    'Exporteer het opnieuw; het bevat de lijsten “users”, “groups” en “mappings”.',
  ],
  'nul-character': ['Dit is geen tekstbestand, of het is beschadigd.', 'Sla het in Excel op als “CSV UTF-8”.'],
  'invalid-bytes': [
    'Hier zijn tekens niet te lezen: het bestand is afgekapt, of delen ervan zijn anders opgeslagen.',
    'Sla het in Excel op als “CSV UTF-8”.',
  ],
  'encoding-contradicted': [
    'In rollcall.yaml staat een tekencodering, en het bestand heeft een andere.',
    'Verbeter of verwijder “encoding” bij deze bron.',
  ],
  'encoding-mixed': [
    'De letters van het bestand zijn niet allemaal op dezelfde manier opgeslagen.',
    'Sla het hele bestand op als “CSV UTF-8”.',
  ],
  'encoding-unclear': [
    'Het is niet te zien welke letter hier staat.',
    'Sla het bestand op als “CSV UTF-8” of laat “encoding” in rollcall.yaml opnemen.',
  ],
  'encoded-twice': [
    'Letters met accenten zijn beschadigd voordat het bestand werd opgeslagen.',
    'Verbeter deze letters, of exporteer opnieuw en open het bestand als UTF-8.',
  ],
  'delimiter-unclear': [
    'Het is niet te zien welk teken de cellen scheidt.',
    'Exporteer het bestand opnieuw of laat “delimiter” in rollcall.yaml opnemen.',
  ],
  'unclosed-quote': [
    'Hier begint een aanhalingsteken dat niet sluit.',
    'Sluit het, of verdubbel het ("") als het bij de tekst hoort.',
  ],
  'text-after-quote': [
    'Na een sluitend aanhalingsteken volgt tekst.',
    'Verdubbel de aanhalingstekens die bij de tekst horen ("") of haal ze weg.',
  ],
  'quote-after-space': [
    'Tussen het scheidingsteken en een aanhalingsteken staat een spatie.',
    'Haal de spaties na de scheidingstekens weg; aanhalingstekens in de tekst worden verdubbeld ("").',
  ],
  'nameless-column': [
    'Een kolom heeft geen naam.',
    'Geef haar een naam op de eerste regel, of verwijder haar als ze leeg is.',
  ],
  'doubled-column': [
    'Twee kolommen hebben dezelfde naam.',
    'Hernoem of verwijder een van de twee; welke telt, is niet te raden.',
  ],
  'two-columns-one-field': [
    'Twee kolommen geven {field}.',
    'Laat in rollcall.yaml onder “columns” maar een van de twee staan.',
  ],
  'unused-columns': [
    'Kolommen die niet worden gebruikt: {quoted}.',
    'Niets te doen als dat de bedoeling is; laat ze anders in rollcall.yaml toevoegen.',
  ],
  'empty-row': ['Rijen hebben alleen lege cellen.', 'Verwijder ze of laat ze staan: ze tellen niet.'],
  'dates-unclear': [
    'De datums van {field} zijn op twee manieren te lezen, en niets in het bestand beslist.',
    'Laat in rollcall.yaml opnemen wat geldt: {quoted}.',
  ],
  'numbers-unclear': [
    'De getallen van {field} zijn met een punt of met een komma te lezen, en niets in het bestand beslist.',
    'Laat “decimal” voor deze bron in rollcall.yaml opnemen.',
  ],
  'bad-date-format': [
    'De vorm van de datums in rollcall.yaml noemt niet dag, maand en een jaar van vier cijfers: {quoted}.',
    'Schrijf hem met yyyy, MM en dd, zoals dd-MM-yyyy.',
  ],
  'user-and-sub-team': [
    'De rij noemt tegelijk een persoon en een subgroep.',
    'Schrijf twee rijen: een voor de persoon, een voor de subgroep.',
  ],
  'empty-mapping': ['De rij noemt geen persoon en geen subgroep.', 'Vul userId of subGroupId in, of verwijder de rij.'],
  'neither-member-nor-manager': [
    'De persoon is geen lid en geen leidinggevende: isMember en isManager zijn FALSE.',
    'Zet een van de twee op TRUE, of verwijder de rij.',
  ],
  'two-parents': ['Deze subgroep staat onder twee groepen.', 'Houd een van de twee rijen.'],
  'id-in-two-sources': [
    'Hetzelfde nummer staat in twee bronnen.',
    'Houd het record in een van de twee; een nummer hoort over alle bronnen bij één persoon.',
  ],
  'shared-former-id': ['Een ander record heeft hetzelfde oude nummer.', 'Houd het bij de persoon die dat nummer had.'],
  'former-id-in-use': [
    'Het oude nummer is nog het nummer van een ander record.',
    'Verwijder de rij met het oude nummer of verbeter het in former_id.',
  ],
  'own-parent': ['Het team staat onder zichzelf.', 'Noem het team erboven of laat de cel leeg.'],
  'team-cycle': [
    'Enkele teams staan in een kring onder elkaar; dit is er een van.',
    'Verbeter het team erboven van een van hen.',
  ],
  'team-name-twice': ['Twee id’s hebben deze teamnaam.', 'Houd de id die het team altijd had.'],
  'team-ids-unstable': [
    'Teams hebben hun naam als id: een hernoemd team wordt een ander team en verliest zijn geschiedenis.',
    'Laat in rollcall.yaml onder “teams” een bestand met id’s opnemen, met de kolommen id en name.',
  ],
};

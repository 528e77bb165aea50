import { dutchFileFindings } from './file-findings-nl.ts';
import type { FindingTexts } from './findings.ts';
import { dutchRunFindings } from './run-findings-nl.ts';

/** De bevindingen in het Nederlands, op code. `{field}` wordt de naam van de kolom. */
export const dutchFindings: FindingTexts = {
  ...dutchFileFindings,
  ...dutchRunFindings,
  'unknown-manager': [
    'De leidinggevende staat niet in de bestanden.',
    'Verbeter het nummer, voeg de leidinggevende toe of laat de cel leeg.',
  ],
  'unknown-person': ['De persoon staat niet in de bestanden.', 'Verbeter het nummer of voeg de persoon toe.'],
  'unknown-team': ['Het team staat niet in de bestanden.', 'Verbeter de id of voeg het team toe.'],
  'own-manager': ['De persoon is de eigen leidinggevende.', 'Noem de leidinggevende of laat de cel leeg.'],
  'manager-cycle': [
    'Enkele personen zijn in een kring elkaars leidinggevende; dit is er een van.',
    'Verbeter de leidinggevende van een van hen.',
  ],
  'team-without-id': [
    'Het team heeft geen id in het teambestand.',
    'Voeg daar een regel toe; is een team hernoemd, wijzig dan daar de naam en houd de id.',
  ],
  'bad-date': [
    'De datum is niet te lezen, of die dag bestaat niet.',
    'Schrijf hem zoals de andere datums in het bestand.',
  ],
  'bad-number': ['Dit is geen getal.', 'Verbeter het getal.'],
  'bad-boolean': ['Dit is geen ja en geen nee.', 'Schrijf TRUE of FALSE, of laat de waarde in rollcall.yaml vertalen.'],
  'bad-email': ['Dit is geen e-mailadres.', 'Verbeter het adres of laat de cel leeg.'],
  'missing-value': ['{field} is leeg.', 'Vul {field} in.'],
  'unmapped-value': [
    'De waarde van {field} staat niet bij de vertaalde waarden.',
    'Verbeter de cel of laat de waarde in rollcall.yaml toevoegen.',
  ],
  'not-an-option': [
    'De waarde van {field} hoort niet bij de toegestane.',
    'Verbeter de cel of laat de waarde in rollcall.yaml vertalen.',
  ],
  'not-the-pattern': ['{field} heeft niet de gevraagde vorm.', 'Verbeter de cel.'],
  'too-long': ['{field} is te lang voor dit systeem.', 'Maak het korter in het bestand.'],
  'date-out-of-range': [
    '{field} ligt te ver van vandaag; het wordt pas verstuurd als het dichterbij is.',
    'Kijk of het een tikfout is.',
  ],
  'end-before-start': ['Het einde ligt voor het begin.', 'Verbeter een van de twee datums.'],
  'shared-email': [
    'Een ander record heeft hetzelfde e-mailadres.',
    'Verbeter een van de adressen; gaat het om één persoon, geef het nieuwe record dan het oude nummer als former_id.',
  ],
  'duplicate-key': ['Twee rijen hebben hetzelfde nummer.', 'Verwijder een van de twee of verbeter het nummer.'],
  'lost-letter': [
    'Hier is een letter verloren gegaan voordat het bestand werd opgeslagen (het teken � staat ervoor).',
    'Schrijf de letter opnieuw of exporteer het bestand als UTF-8.',
  ],
  'missing-column': ['Er ontbreekt een kolom in het bestand.', 'Exporteer het bestand met deze kolom.'],
  'ragged-row': [
    'De rij heeft niet evenveel cellen als de kop.',
    'Voeg cellen toe of haal ze weg; een cel met het scheidingsteken hoort tussen aanhalingstekens.',
  ],
  'empty-file': ['Het bestand is leeg.', 'Exporteer het opnieuw; een leeg bestand betekent nooit dat iedereen weg is.'],
  'header-only': [
    'Het bestand heeft een kop en geen rijen.',
    'Exporteer het opnieuw; een bestand zonder rijen betekent nooit dat iedereen weg is.',
  ],
  'file-missing': [
    'Een verwacht bestand is er niet.',
    'Zet het terug of laat het pad in rollcall.yaml verbeteren; een verdwenen bestand betekent nooit dat iedereen weg is.',
  ],
  'roster-incomplete': [
    'Dit record staat niet meer in de bestanden, maar die waren niet volledig te lezen; het geldt dus niet als weg.',
    'Maak de bestanden van de bron weer volledig.',
  ],
  'missing-held': [
    'Dit record staat niet meer in de bestanden; volgens de instellingen blijft het zoals het is.',
    'Zet voor een vertrek de rij terug met de status “inactive”.',
  ],
  'create-in-doubt': [
    'Een eerdere run wilde dit aanmaken en kreeg geen antwoord; het systeem is er niet naar te vragen.',
    'Zoek het op in het systeem; staat het er niet, geef de rij dan een ander nummer.',
  ],
  'operation-missing': ['Het systeem kan dit niet via zijn koppeling.', 'Doe het met de hand in het systeem.'],
  'id-fixed': [
    'Het nummer is veranderd, en het systeem kan het zijne niet wijzigen.',
    'Laat het nummer in het systeem wijzigen of houd het oude in het bestand.',
  ],
  'id-changed': [
    'Dezelfde persoon staat nu onder een ander nummer; uit en in dienst zou de geschiedenis doen verliezen.',
    'Noem het oude nummer in de kolom former_id of geef de nieuwkomer een eigen adres.',
  ],
  'waiting-for-field': ['{field} is nodig en nog leeg.', 'Het wordt verstuurd zodra {field} is ingevuld.'],
  'needed-field-emptied': ['{field} is nodig en is leeggemaakt.', 'Vul {field} weer in.'],
  'activity-unknown': [
    'De persoon was weg, en de kolom die dat zei ontbreekt; de persoon geldt dus niet als terug.',
    'Zet de kolom terug in het bestand.',
  ],
  'not-allowed': [
    'Dit is niet terug te draaien, en de instellingen van dit systeem staan het niet toe.',
    'Is het de bedoeling, laat het dan in rollcall.yaml onder “allow” toestaan.',
  ],
  'reference-missing': [
    '{field} wijst naar iemand die in dit systeem niet actief is.',
    'Verbeter de rij of laat {field} in rollcall.yaml aanpassen.',
  ],
  'address-taken': [
    'De persoon krijgt een adres dat nog bij iemand anders hoort, en wacht tot het vrij is.',
    'Niets te doen: een latere run pakt het op.',
  ],
  'claimed-twice': ['Een ander record bedoelt hetzelfde account.', 'Geef elk record een eigen adres.'],
  'depends-on-failed': [
    'Dit wacht op een ander record, dat niet is gelukt.',
    'Kijk wat daar staat; de volgende run pakt het op.',
  ],
  'filter-value-new': [
    'Het analysefilter krijgt een nieuwe waarde.',
    'Niets te doen als die bedoeld is; verbeter anders de cel.',
  ],
  'filter-value-near': [
    'De waarde van het analysefilter verschilt van een andere alleen in hoofdletters, accenten of spaties.',
    'Laat haar vertalen in rollcall.yaml, zodat alle bronnen haar gelijk schrijven.',
  ],
  'filter-missing': [
    'Het account heeft geen analysefilter {field}; hoofdletters tellen.',
    'Een beheerder maakt het aan onder Teams > Analysis filters, of de naam moet in rollcall.yaml verbeterd worden.',
  ],
  'former-account': [
    'Een inactief account met een andere sleutel heeft dit e-mailadres nog.',
    'Verwijder het in Supermood of geef het een ander adres; daarna krijgt de persoon een eigen account.',
  ],
  'other-identifier': [
    'Een actief account heeft hetzelfde e-mailadres onder een andere sleutel.',
    'Is het dezelfde persoon, verbeter dan de sleutel in Supermood of noem de oude in de kolom former_id; verbeter anders een van de adressen.',
  ],
  'test-not-green': [
    'Dit systeem komt na een testsysteem, dat in deze run niet zonder fout is geschreven.',
    'Zie wat er over het testsysteem staat; zodra dat groen is, haalt een run van beide dit in.',
  ],
  'system-unreachable': [
    'Het systeem antwoordt niet.',
    'Controleer het adres en het netwerk en start opnieuw; over het systeem is niets aangenomen.',
  ],
  'lucca-without-manager': [
    'Er is geen leidinggevende genoemd; Lucca neemt mogelijk het hoofd van de afdeling.',
    'Noem een leidinggevende in het bestand als dat niet de bedoeling is.',
  ],
  'lucca-manager-unknown': [
    'De genoemde leidinggevende is in Lucca niemand, of meer dan één; de persoon wordt zonder aangemaakt, en Lucca neemt mogelijk het hoofd van de afdeling.',
    'Verbeter het adres van de leidinggevende in het bestand; is de persoon al aangemaakt, vul het dan ook in Lucca in.',
  ],
};

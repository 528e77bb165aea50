import type { Language } from '../texts.ts';

/** Why a connector that comes along is experimental, by its id. Others speak in their own words. */
export const experimentalTexts: Readonly<Record<string, Readonly<Record<Exclude<Language, 'en'>, string>>>> = {
  lucca: {
    fr: 'pas encore essayé sur un compte Lucca ; les textes des erreurs, les filtres des contrats et quelques noms de champs sont déduits de sa documentation.',
    de: 'noch auf keinem Lucca-Konto erprobt; Fehlertexte, Filter der Verträge und einige Feldnamen sind aus der Dokumentation erschlossen.',
    nl: 'nog niet geprobeerd op een account van Lucca; teksten van fouten, filters van overeenkomsten en enkele veldnamen zijn afgeleid uit de documentatie.',
  },
  officevibe: {
    fr: 'l’éditeur ne publie pas de référence complète de cette API. Relisez les premières synchronisations, dans le compte de test que donne son support.',
    de: 'Der Hersteller veröffentlicht keine vollständige Beschreibung dieser API. Bitte die ersten Abgleiche durchsehen, im Testkonto, das sein Support vergibt.',
    nl: 'de leverancier publiceert geen volledige beschrijving van deze API. Kijk de eerste synchronisaties na, in het testaccount dat de support geeft.',
  },
  personio: {
    fr: 'fondé sur les spécifications publiées et sur ce que disent d’autres clients ; pas encore essayé sur un compte Personio. Essayez d’abord sur une personne.',
    de: 'nach den veröffentlichten Spezifikationen und den Berichten anderer Nutzer gebaut; noch auf keinem Personio-Konto erprobt. Bitte zuerst an einer Person versuchen.',
    nl: 'gebouwd op de gepubliceerde specificaties en op wat anderen melden; nog niet geprobeerd op een account van Personio. Probeer het eerst met één persoon.',
  },
  springest: {
    fr: 'pas encore essayé sur un site Springest ; la forme des réponses, le débit et la règle qu’un champ omis reste inchangé sont déduits de ses articles.',
    de: 'noch auf keiner Springest-Site erprobt; die Form der Antworten, die Rate und die Regel, dass ein weggelassenes Feld bleibt, sind aus den Artikeln erschlossen.',
    nl: 'nog niet geprobeerd op een site van Springest; de vorm van de antwoorden, het tempo en de regel dat een weggelaten veld blijft, zijn afgeleid uit de artikelen.',
  },
  supermood: {
    fr: 'écrit sans la description d’API que Supermood remet à ses clients : adresses, noms et réponses sont supposés. Comparez-les avec ce document et essayez d’abord sur une personne, dans un compte de test.',
    de: 'ohne die API-Beschreibung geschrieben, die Supermood seinen Kunden gibt: Adressen, Namen und Antworten sind angenommen. Bitte mit jenem Dokument vergleichen und zuerst eine Person in einem Testkonto versuchen.',
    nl: 'geschreven zonder de API-beschrijving die Supermood aan klanten geeft: adressen, namen en antwoorden zijn aangenomen. Vergelijk ze met dat document en probeer eerst één persoon in een testaccount.',
  },
  workleap: {
    fr: 'l’éditeur ne publie pas de référence complète de cette API, et une absence peut y effacer des personnes. Relisez les premières synchronisations, dans le compte de test que donne son support.',
    de: 'Der Hersteller veröffentlicht keine vollständige Beschreibung dieser API, und wer fehlt, kann dort gelöscht werden. Bitte die ersten Abgleiche durchsehen, im Testkonto, das sein Support vergibt.',
    nl: 'de leverancier publiceert geen volledige beschrijving van deze API, en wie ontbreekt kan daar gewist worden. Kijk de eerste synchronisaties na, in het testaccount dat de support geeft.',
  },
};

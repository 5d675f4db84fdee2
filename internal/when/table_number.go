package when

// numberTable holds the words of numbers.
var numberTable = [...]row{
	{cardinal, 0, "oh", "", ""},
	{cardinal, 1, "one", "uno un", "од{ин,на,но,ного,ной,ном,ну}"},
	{cardinal, 2, "two", "dos", "дв{а,е,ух,ум,умя}"},
	{cardinal, 3, "three", "tres", "тр{и,ех,ем,емя}"},
	{cardinal, 4, "four", "cuatro", "четыр{е,ех,ем,ьмя}"},
	{cardinal, 5, "five", "cinco", "пят{ь,и,ью}"},
	{cardinal, 6, "six", "seis", "шест{ь,и,ью}"},
	{cardinal, 7, "seven", "siete", "сем{ь,и,ью}"},
	{cardinal, 8, "eight", "ocho", "восем{ь,ью} восьми"},
	{cardinal, 9, "nine", "nueve", "девят{ь,и,ью}"},
	{cardinal, 10, "ten", "diez", "десят{ь,и,ью}"},
	{cardinal, 11, "eleven", "once", "одиннадцат{ь,и,ью}"},
	{cardinal, 12, "twelve", "doce", "двенадцат{ь,и,ью}"},
	{cardinal, 13, "thirteen", "trece", "тринадцат{ь,и,ью}"},
	{cardinal, 14, "fourteen", "catorce", "четырнадцат{ь,и,ью}"},
	{cardinal, 15, "fifteen", "quince", "пятнадцат{ь,и,ью}"},
	{cardinal, 16, "sixteen", "dieciseis", "шестнадцат{ь,и,ью}"},
	{cardinal, 17, "seventeen", "diecisiete", "семнадцат{ь,и,ью}"},
	{cardinal, 18, "eighteen", "dieciocho", "восемнадцат{ь,и,ью}"},
	{cardinal, 19, "nineteen", "diecinueve", "девятнадцат{ь,и,ью}"},
	{cardinal, 20, "twenty", "veinte", "двадцат{ь,и,ью}"},
	{cardinal, 21, "", "veintiun{o,a,}", ""},
	{cardinal, 22, "", "veintidos", ""},
	{cardinal, 23, "", "veintitres", ""},
	{cardinal, 24, "", "veinticuatro", ""},
	{cardinal, 25, "", "veinticinco", ""},
	{cardinal, 26, "", "veintiseis", ""},
	{cardinal, 27, "", "veintisiete", ""},
	{cardinal, 28, "", "veintiocho", ""},
	{cardinal, 29, "", "veintinueve", ""},
	{cardinal, 30, "thirty", "treinta", "тридцат{ь,и,ью}"},
	{cardinal, 40, "forty fourty", "cuarenta", "сорок{,а}"},
	{cardinal, 50, "fifty", "cincuenta", "пятьдесят пятидесяти"},
	{cardinal, 60, "sixty", "sesenta", "шестьдесят шестидесяти"},
	{cardinal, 70, "seventy", "setenta", "семьдесят семидесяти"},
	{cardinal, 80, "eighty", "ochenta", "восемьдесят восьмидесяти"},
	{cardinal, 90, "ninety", "noventa", "девяност{о,а}"},
	{cardinal, 100, "", "cien ciento", "сто ста"},
	{cardinal, 200, "", "doscient{os,as}", "двести"},
	{cardinal, 300, "", "trescient{os,as}", "триста"},
	{cardinal, 400, "", "cuatrocient{os,as}", "четыреста"},
	{cardinal, 500, "", "quinient{os,as}", "пятьсот"},
	{cardinal, 600, "", "seiscient{os,as}", "шестьсот"},
	{cardinal, 700, "", "setecient{os,as}", "семьсот"},
	{cardinal, 800, "", "ochocient{os,as}", "восемьсот"},
	{cardinal, 900, "", "novecient{os,as}", "девятьсот"},
	{hundred, 100, "hundred", "", ""},
	{thousand, 1000, "thousand", "mil", "тысяч{а,и,у,}"},
	{cardinal, 100, "a_hundred", "", ""},
	{cardinal, 1000, "a_thousand", "", ""},

	{ordinal, 1, "first", "primer primer{o,a,os,as}", "перв" + adjective + " перв" + plurals},
	{ordinal, 2, "second", "segund{o,a,os,as}", "втор" + adjective + " втор" + plurals},
	{ordinal, 3, "third", "tercer tercer{o,a,os,as}", "трет{ий,ья,ье,ьего,ьей,ьему,ью,ьим,ьем,ьи,ьих}"},
	{ordinal, 4, "fourth", "cuart{o,a}", "четверт" + adjective},
	{ordinal, 5, "fifth", "quint{o,a}", "пят" + adjective},
	{ordinal, 6, "sixth", "sext{o,a}", "шест" + adjective},
	{ordinal, 7, "seventh", "septim{o,a} setim{o,a}", "седьм" + adjective},
	{ordinal, 8, "eighth", "octav{o,a}", "восьм" + adjective},
	{ordinal, 9, "ninth", "noven{o,a}", "девят" + adjective},
	{ordinal, 10, "tenth", "decim{o,a}", "десят" + adjective},
	{ordinal, 11, "eleventh", "undecim{o,a}", "одиннадцат" + adjective},
	{ordinal, 12, "twelfth", "duodecim{o,a}", "двенадцат" + adjective},
	{ordinal, 13, "thirteenth", "", "тринадцат" + adjective},
	{ordinal, 14, "fourteenth", "", "четырнадцат" + adjective},
	{ordinal, 15, "fifteenth", "", "пятнадцат" + adjective},
	{ordinal, 16, "sixteenth", "", "шестнадцат" + adjective},
	{ordinal, 17, "seventeenth", "", "семнадцат" + adjective},
	{ordinal, 18, "eighteenth", "", "восемнадцат" + adjective},
	{ordinal, 19, "nineteenth", "", "девятнадцат" + adjective},
	{ordinal, 20, "twentieth", "vigesim{o,a}", "двадцат" + adjective},
	{ordinal, 30, "thirtieth", "", "тридцат" + adjective},
	{ordinal, 40, "", "", "сороков" + adjective},
	{ordinal, 50, "", "", "пятидесят" + adjective},
	{ordinal, 60, "", "", "шестидесят" + adjective},
	{ordinal, 70, "", "", "семидесят" + adjective},
	{ordinal, 80, "", "", "восьмидесят" + adjective},
	{ordinal, 90, "", "", "девяност" + adjective},
	{ordinal, 2000, "", "", "двухтысячн" + adjective},
	{decadeName, 0, "noughties naughties", "", "нулев" + plurals},
	{decadeName, 10, "", "", "десят" + plurals},
	{decadeName, 20, "twenties", "", "двадцат" + plurals},
	{decadeName, 30, "thirties", "treintas", "тридцат" + plurals},
	{decadeName, 40, "forties fourties", "cuarentas", "сороков" + plurals},
	{decadeName, 50, "fifties", "cincuentas", "пятидесят" + plurals},
	{decadeName, 60, "sixties", "sesentas", "шестидесят" + plurals},
	{decadeName, 70, "seventies", "setentas", "семидесят" + plurals},
	{decadeName, 80, "eighties", "ochentas", "восьмидесят" + plurals},
	{decadeName, 90, "nineties ninetys", "noventas", "девяност" + plurals},
	{decadeName, 2000, "two_thousands", "", "двухтысячн" + plurals},
	{0, 0, "", "", "двадцат{ые,ых}_числ{а,ах}"},
	{decadeTail, 0, "ies ties s", "tas entas s", "е ые ие х ых их тые тых ми ные ных"},
}

// guardTable holds the words next to which a number or an ordinal is no time.
var guardTable = [...]row{
	{measure, 0, `ton tons tonne tonnes kg kilo kilos kilogram kilograms gram grams pound pounds km kms kilometer kilometers
		kilometre kilometres mile miles meter meters metre metres m cm feet foot hectare hectares acre acres liter liters litre litres
		barrel barrels box boxes bottle bottles person persons people men women man child children soldier soldiers troops sailor sailors
		student students tourist tourists visitor visitors spectator spectators passenger passengers inhabitant inhabitants resident
		residents worker workers prisoner prisoners refugee refugees specialist specialists expert experts doctor doctors
		dollar dollars usd ruble rubles rouble roubles peso pesos euro euros eur cent cents percent per_cent million millions billion billions
		times time goal goals point points vote votes book books copy copies page pages word words ship ships plane planes aircraft helicopter helicopters
		truck trucks car cars bus buses tractor tractors tank tanks rocket rockets satellite satellites unit units piece pieces apartment apartments flat flats
		house houses country countries city cities company companies
		hour hours minute minutes second seconds degree degrees case cases dose doses vaccine vaccines horse horses sheep container containers`,
		`tonelada toneladas ton tons kg kilo kilos kilogramo kilogramos gramos km kms kilometro kilometros milla millas metro metros m cm hectarea hectareas
		litro litros barril barriles caja cajas botella botellas persona personas gente hombres mujeres ninos soldados tropas marineros marinos
		estudiantes alumnos turistas visitantes espectadores pasajeros habitantes residentes trabajadores obreros presos prisioneros refugiados especialistas expertos medicos
		dolar dolares usd rublo rublos peso pesos euro euros centavos por_ciento porciento millon millones mil_millones
		vez veces gol goles punto puntos voto votos libro libros ejemplares copias pagina paginas palabras barco barcos buques naves avion aviones helicoptero helicopteros
		camion camiones auto autos buses bus tractor tractores tanques cohetes satelites unidades piezas departamentos casas viviendas paises pais ciudades empresas
		hora horas minuto minutos segundos grados casos dosis vacunas caballos ovejas contenedores mineros cajas`,
		`тонн{а,ы,у,} т кг кило килограмм{,а,ов} грамм{,а,ов} км километр{,а,ов} миль мили миля метр{,а,ов} м см гектар{,а,ов} га литр{,а,ов} баррел{ь,я,ей}
		ящик{,а,ов} бутыл{ка,ки,ок} человек{,а} люд{и,ей} мужчин женщин дет{и,ей} солдат{,а,ы} матрос{,а,ов} моряк{,а,ов} студент{,а,ов} турист{,а,ов}
		зрител{ь,я,ей} пассажир{,а,ов} жител{ь,я,ей} рабочих заключенных беженцев специалист{,а,ов} эксперт{,а,ов} врач{,а,ей}
		доллар{,а,ов} рубл{ь,я,ей} руб песо евро цент{,а,ов} процент{,а,ов} млн млрд миллион{,а,ов} миллиард{,а,ов} тыс
		раз раза гол{,а,ов} очк{о,а,ов} голос{,а,ов} книг{,и,а} экземпляр{,а,ов} страниц{,а,ы} слов{,а} корабл{ь,я,ей} суд{но,на,ов} самолет{,а,ов} вертолет{,а,ов}
		грузовик{,а,ов} автомобил{ь,я,ей} машин{,а,ы} автобус{,а,ов} трактор{,а,ов} танк{,а,ов} ракет{,а,ы} спутник{,а,ов} единиц{,а,ы} штук{,а,и} шт
		квартир{,а,ы} дом{ов} стран{,а,ы} город{,а,ов} компани{й,я,и}
		час{,а,ов} минут{,а,ы} секунд{,а,ы} градус{,а,ов} случа{й,я,ев} доз{,а,ы} вакцин{,а,ы} лошад{ь,и,ей} овец контейнер{,а,ов}`},
	{measure, 0, "days weeks months years decades centuries", "dias semanas meses anos decadas siglos", "лет дня дней недели недель месяца месяцев десятилетия десятилетий веков"},
	{label, 0, "no nr num number law decree resolution article flight room route page bus line act bill street", "no nro num numero ley decreto resolucion articulo vuelo sala ruta pagina linea calle avenida pasaje",
		"номер закон указ резолюция статья рейс каюта стр страница маршрут улица ул проспект"},
	{edition, 0, "cup olympics olympiad games", "mundial copa olimpiada olimpiadas juegos", "чм чемпионат мундиаль олимпиада"},
	{title, 0, "lady secretary vice minister deputy world name hand aid class rate power superpower anniversary birthday thought glance",
		"dama secretario secretaria vicepresidente vicepresidenta ministro ministra guerra mundial aniversario cumpleanos clase mano",
		`секретар{ь,я,ю,ем,е} леди заместител{ь,я,ем} зам вице миров{ая,ой,ую} отечественн{ая,ой} космическ{ая,ой,ую} годовщин{а,у,ы,е,ой} летие юбилей
		класс{а,е,} лиц{о,а,у} взгляд помощь`},
}

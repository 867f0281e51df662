"""Statements: faithful ones in other words, and those that say a little more, less or else."""

# What the releases in examples/ say, in words that a summary would use.
FAITHFUL = {
    "trial-start": """
        The first patient was dosed on 9 February 2026 at Hospital Universitario Torrealba in Valencia, Spain.
        Lindqvarn owes Tessadyne a milestone of US$15 million, payable within 45 days.
        Lindqvarn now owes its licensor Tessadyne Bio a milestone payment of $15 million.
        ASTERWELL-3 plans to enrol about 420 adults at 96 sites in 14 countries.
        The trial plans to enroll about 420 adults at 96 sites in 14 countries.
        ASTERWELL-3 is a randomised, double-blind, placebo-controlled trial.
        The primary endpoint is the percentage change from baseline in 24-hour UPCR at week 36.
        The key secondary endpoint is the annualised eGFR slope over 104 weeks.
        Lindqvarn intends to complete enrolment in the fourth quarter of 2026.
        Lindqvarn expects the week-36 readout in Q4 2027.
        eGFR results are expected in the first half of 2029.
        The FDA granted accelerated approval to Nefrindal on 14 November 2024.
        On 14 November 2024 the FDA granted accelerated approval to Nefrindal (merzacopan) 300 mg once daily.
        In ASTERWELL-2, UPCR fell by 38.4% at week 36 with merzacopan, compared with 6.1% with placebo.
        UPCR fell by 38.4% at week 36 with merzacopan versus 6.1% with placebo.
        UPCR decreased by 38.4% with merzacopan at week 36.
        Japan's Ministry of Health, Labour and Welfare approved Nefrindal for IgAN on 27 March 2025.
        The 150 mg dose is not approved anywhere.
        Merzacopan is not approved in the European Union.
        No marketing authorisation application has been submitted to the EMA.
        In France, the Haute Autorité de santé granted an early access authorisation on 2 October 2025.
        57 patients at 19 hospitals had been treated by 31 January 2026.
        Tessadyne granted Lindqvarn an exclusive licence to develop and commercialise merzacopan in the European Economic Area, the United Kingdom and Switzerland.
        Lindqvarn paid US$40 million on signature.
        Milestones could reach US$265 million, including the US$15 million now due.
        Tessadyne keeps all rights elsewhere, including the United States and Japan.
        It has not been established that merzacopan slows the loss of kidney function.
        Lindqvarn has 340 employees.
        The U.S. label carries a boxed warning for serious infections caused by encapsulated bacteria.
        Lindqvarn estimates that around 135,000 adults live with biopsy-confirmed IgAN in its licensed territory.
    """,
    "mixed-readout": """
        WINDROW-1 randomized 955 patients at 148 sites in 17 countries.
        The primary endpoint, the annualized rate of severe exacerbations, was met at both doses.
        The primary endpoint was met at both doses, with a 29% lower annualized rate at 200 mg and 21% lower at 100 mg.
        The key secondary endpoint, change from baseline in FEV1 at week 52, was not met.
        The trial missed its key secondary lung-function endpoint.
        Drestolatinib cut severe exacerbations in asthma but missed the key secondary lung-function endpoint.
        Change in FEV1 was not statistically significant.
        One patient in the 200 mg arm died of a myocardial infarction on day 203.
        The death was judged unrelated to study drug.
        Neutropenia of grade 3 or higher occurred in nine patients (2.8%) on 200 mg.
        Neutropenia of grade 3 or higher occurred in 9 patients on 200 mg, three on 100 mg and none on placebo.
        Corvenhald plans to meet the FDA in the third quarter of 2025.
        Corvenhald has not decided whether to submit a New Drug Application.
        WINDROW-2 is fully enrolled with 902 patients and is expected to read out in the first half of 2026.
        No regulatory authority has approved drestolatinib.
        Drestolatinib is not approved by any regulatory authority.
        Corvenhald had cash, cash equivalents and marketable securities of $318.6 million at March 31, 2025.
        Corvenhald expects its cash to fund operations into the second quarter of 2027.
        Drestolatinib is an investigational oral inhibitor of the KIT kinase.
    """,
    "earnings": """
        Revenue was $612.4 million, compared with $556.7 million in the third quarter of 2024.
        Third-quarter revenue was $612.4 million.
        Revenue was $612.4 million, up 10.0% as reported and 7.8% organically.
        Life Science Tools revenue rose 12.3% to $384.1 million.
        Process Analytics revenue increased 6.3% to $228.3 million.
        Research and development expense was $52.7 million, up 14.3% from $46.1 million.
        GAAP operating income was $122.5 million, against $102.6 million.
        GAAP net income was $91.6 million, or $1.04 per diluted share.
        Adjusted net income was $113.1 million, or $1.28 per diluted share.
        For the first nine months of 2025, revenue was $1,792.0 million, up 8.5%.
        Free cash flow was $127.1 million.
        Total debt was $1.05 billion.
        The Company repurchased 620,000 shares at an average price of $104.68.
        Varrowdene repurchased 620,000 shares for a total of $64.9 million.
        A quarterly dividend of $0.16 per share will be paid on December 5, 2025.
        Revenue for 2024 was $2.24 billion.
        The Lisse Optik acquisition is expected to close in the first quarter of 2026.
        Varrowdene employs about 7,900 people.
        Adjusted operating margin was 24.1%, an increase of 130 basis points.
        Cash and cash equivalents stood at $742.8 million at quarter-end.
    """,
    "licence-two-currencies": """
        Ostlewyn grants Zhuoyunhe an exclusive licence to develop and commercialise OSW-318 for all ophthalmic indications.
        Ostlewyn Biosciences granted Zhuoyunhe Biopharma an exclusive licence to develop and commercialise OSW-318 in Mainland China, Hong Kong, Macau, Taiwan and six countries of Southeast Asia.
        The upfront payment is CNY 212.4 million.
        The upfront is CNY 212.4 million (US$30.0 million), payable within 20 business days of closing.
        Development and regulatory milestones are up to US$92 million.
        Sales milestones of up to US$310 million bring potential milestones to US$402 million.
        Royalties are 8% up to US$150 million of annual net sales in the Territory.
        Milestones are contingent and may never become payable.
        Ostlewyn will pass 5% of the upfront to the University of East Lothmoor.
        Zhuoyunhe holds an exclusive option to extend the Territory to South Korea, Australia and New Zealand.
        Closing is expected in the first quarter of 2026.
        Either party may withdraw if closing has not occurred by 30 June 2026.
        The phase 2 trial LANTHORN-2 has enrolled 148 patients in the United Kingdom, Poland and Spain.
        Topline results are expected in the second half of 2026.
        No country has approved OSW-318.
        OSW-318 is not approved in any country.
        Ostlewyn had £21.7 million of cash at 31 October 2025.
        Zhuoyunhe receives a non-exclusive licence to manufacture OSW-318 within the Territory.
    """,
    "hostile": """
        Aldersyke Imaging closed a $38 million Series B financing.
        Aldersyke Imaging named Marisol Quenby-Tran its Chief Financial Officer, effective April 6, 2026.
        Skelderbeck Ventures led the round with $20 million.
        Pardlow Growth Partners contributed $11 million and Ninefold Quay Capital contributed $7 million.
        The Company has now raised $61.5 million.
        The study is planned to enroll 160 patients at eight U.S. hospitals.
        The FDA has neither cleared nor approved Quellscope.
        The Company expects to submit a 510(k) premarket notification in the first half of 2027.
        Aldersyke expects to submit a 510(k) in the first half of 2027.
        Aldersyke recorded no product revenue in 2025.
        Aldersyke has 64 employees and expects to have about 90 by the end of 2026.
        Marisol Quenby-Tran succeeds Bertrand Ochs, who has served as interim finance chief since September 2025.
        The board of directors grows from five members to six.
    """,
    "zulassung-de": """
        Die Rohdenbrück Pharma SE hat von der Europäischen Kommission die bedingte Zulassung für Kalmyris erhalten.
        In der Schweiz ist Nordelitinib nicht zugelassen.
        Die Gesamtansprechrate lag bei 41,5 % (49 von 118).
        Die mediane Ansprechdauer betrug 9,8 Monate.
        Rohdenbrück muss bis zum 31. Dezember 2028 die Ergebnisse der randomisierten Phase-3-Studie EICHGRUND-2 vorlegen.
        Der vorläufige Konzernumsatz stieg 2025 um 8,7 % auf 1.234,5 Mio. Euro.
        Für 2026 erwartet der Vorstand 1,28 bis 1,33 Mrd. Euro.
        In Deutschland soll Kalmyris ab dem 1. April 2026 verfügbar sein.
        Die Rohdenbrück Pharma SE beschäftigt rund 3.150 Menschen an fünf Standorten.
    """,
}

# Statements that are false, and what the reason says.
FALSE = {
    "trial-start": """
        ASTERWELL-3 has enrolled about 420 adults at 96 sites in 14 countries. => “ASTERWELL-3” is not said there
        ASTERWELL-3 plans to enrol about 96 adults at 420 sites in 14 countries. => document says 96 sites, statement says about 96 adults
        Lindqvarn owes Tessadyne a milestone of EUR 15 million. => document says US$15 million, statement says EUR 15 million
        Lindqvarn owes Tessadyne a milestone of US$15 billion. => document says US$15 million, statement says US$15 billion
        Tessadyne owes Lindqvarn a milestone of US$15 million. => document says “Lindqvarn now owes its licensor, Tessadyne”, the statement says it the other way round
        UPCR rose by 38.4% at week 36 with merzacopan. => document says fell, statement says rose
        UPCR fell by 6.1% at week 36 with merzacopan. => document says 38.4%, statement says 6.1%
        UPCR fell by 38.4% at week 36 with placebo. => document says 6.1%, statement says 38.4%
        The FDA granted full approval to Nefrindal on 14 November 2024. => “full” is not said there
        The FDA granted accelerated approval to Nefrindal on 14 November 2025. => document says 14 November 2024, statement says 14 November 2025
        The FDA granted accelerated approval to Nefrindal (merzacopan) 150 mg once daily. => document says 300 mg, statement says 150 mg
        The EMA granted accelerated approval to Nefrindal on 14 November 2024. => “EMA” is not said there
        Merzacopan is approved in the European Union. => document denies it: “not”
        Merzacopan slows the loss of kidney function. => document denies it: “not”
        A marketing authorisation application has been submitted to the EMA. => document denies it: “no”
        Milestones reach US$265 million. => document says “could”, the statement does not
        Milestones of US$265 million are due. => document says US$15 million, statement says US$265 million
        Lindqvarn completed enrolment in the fourth quarter of 2026. => document says “intends”, the statement does not
        eGFR results were reported in the first half of 2029. => document says “expected”, the statement does not
        Lindqvarn granted Tessadyne an exclusive licence to develop and commercialise merzacopan in the European Economic Area. => document says “Tessadyne granted Lindqvarn”, the statement says it the other way round
        Tessadyne has 340 employees. => “Tessadyne” is not said there
        Eligible patients have an estimated glomerular filtration rate below 30 mL/min/1.73 m². => document says at least 30 mL/min, statement says below 30 mL/min
    """,
    "mixed-readout": """
        The key secondary endpoint was met. => document denies it: “not”
        The primary endpoint was not met at both doses. => document does not deny it: “met”
        The primary endpoint was missed at both doses. => document says met, statement says missed
        29% lower annualized rate at 100 mg, 21% lower at 200 mg. => document says 21%, statement says 29%
        The annualized rate was 29% higher at 200 mg. => document says 21%, statement says 29%
        Corvenhald will submit a New Drug Application. => document denies it: “not”
        The FDA has approved drestolatinib. => “FDA” is not said there
        WINDROW-2 has read out in the first half of 2026. => document says “expected”, the statement does not
        The death was judged related to study drug. => “related” is not said there
        Neutropenia of grade 3 or higher occurred in three patients on 200 mg. => document says nine, statement says three
        Drestolatinib improved FEV1. => “Drestolatinib” is not said there
        WINDROW-1 enrolled 902 patients. => “WINDROW-1” is not said there
        WINDROW-1 randomized 955 patients at 17 sites in 148 countries. => document says 17 countries, statement says 17 sites
        Patients received montelukast 200 mg. => 200 mg is not said there
        Corvenhald had cash of $318.6 billion at March 31, 2025. => document says $318.6 million, statement says $318.6 billion
    """,
    "earnings": """
        Revenue was $556.7 million. => document gives $556.7 million only for comparison
        Revenue was $612.4 million, down 10.0% as reported. => document says up, statement says down
        Revenue was €612.4 million. => document says $612.4 million, statement says €612.4 million
        Third-quarter revenue was $384.1 million. => $384.1 million is not said there
        GAAP net income was $76.8 million. => document says $91.6 million, statement says $76.8 million
        GAAP net income was $113.1 million. => document says $91.6 million, statement says $113.1 million
        Research and development expense was $46.1 million. => document says $52.7 million, statement says $46.1 million
        Life Science Tools revenue fell 12.3% to $384.1 million. => document says rose, statement says fell
        Life Science Tools revenue rose 6.3% to $228.3 million. => document says 12.3%, statement says 6.3%
        Process Analytics revenue rose 12.3% to $384.1 million. => document says 6.3%, statement says 12.3%
        Adjusted operating margin rose 130 percentage points. => 130 percentage points is not said there
        A quarterly dividend of $0.61 per share will be paid on December 5, 2025. => document says $0.16, statement says $0.61
        The Lisse Optik acquisition closed in the first quarter of 2026. => document says “expect”, the statement does not
        Revenue for 2025 was $2.24 billion. => document says 2024, statement says 2025
        Total debt was $1.05 million. => document says $1.05 billion, statement says $1.05 million
    """,
    "licence-two-currencies": """
        The upfront payment is US$212.4 million. => document says US$30.0 million, statement says US$212.4 million
        Development and regulatory milestones are US$92 million. => document says up to US$92 million, statement says US$92 million
        Sales milestones are up to US$92 million. => document says US$402 million, statement says up to US$92 million
        Zhuoyunhe grants Ostlewyn an exclusive licence to develop and commercialise OSW-318. => document says “Ostlewyn grants Zhuoyunhe”, the statement says it the other way round
        Ostlewyn will receive an option to extend the Territory to South Korea. => “Ostlewyn” is not said there
        OSW-318 has been approved in China. => “China” is not said there
        Topline results were announced in the second half of 2026. => document says “expected”, the statement does not
        The agreement took effect in the first quarter of 2026. => “took” is not said there
        Milestones are payable. => document denies it: “never”
        Zhuoyunhe receives an exclusive licence to manufacture OSW-318 within the Territory. => document denies it: “non”
        Ostlewyn had £21.7 million of cash at 31 October 2024. => document says 31 October 2025, statement says 31 October 2024
    """,
    "hostile": """
        Aldersyke Imaging closed a $38 million Series A financing. => “A” is not said there
        Skelderbeck Ventures led the round with $11 million. => document says $20 million, statement says $11 million
        The study enrolled 160 patients at eight U.S. hospitals. => document says “planned to”, the statement does not
        The FDA has cleared Quellscope. => document denies it: “neither”
        Aldersyke recorded product revenue in 2025. => document denies it: “no”
        Bertrand Ochs succeeds Marisol Quenby-Tran. => “Marisol” is not said there
        Aldersyke has 90 employees. => document says about 90, statement says 90
    """,
    "zulassung-de": """
        In der Schweiz ist Nordelitinib zugelassen. => document denies it: “nicht”
        Die Gesamtansprechrate lag bei 14,5 %. => document says 41,5 %, statement says 14,5 %
        Der vorläufige Konzernumsatz sank 2025 um 8,7 % auf 1.234,5 Mio. Euro. => document says stieg, statement says sank
        Der vorläufige Konzernumsatz betrug 2025 1.135,7 Mio. Euro. => 2025 is not said there
        Nordelitinib verlängert das Gesamtüberleben. => document denies it: “nicht”
    """,
}

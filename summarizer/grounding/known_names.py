"""Names that the world writes in several ways: agencies, countries, titles, legal forms.

One group a line, its spellings between commas. Only true synonyms share a line: Mainland China is
a part of China and not Hong Kong, and the FDA is no part of the name of the United States.
"""

from __future__ import annotations

from summarizer.readers.tables import words

SAME_NAMES = """
    FDA, Food and Drug Administration, US FDA, US Food and Drug Administration
    EMA, European Medicines Agency, Europäische Arzneimittel-Agentur
    EMA, Europäischen Arzneimittel-Agentur
    EC, European Commission, Europäische Kommission, Europäischen Kommission
    CHMP, Committee for Medicinal Products for Human Use
    NMPA, National Medical Products Administration, 国家药品监督管理局, 国家药监局
    NMPA, China's National Medical Products Administration, China NMPA
    CDE, Center for Drug Evaluation
    PMDA, Pharmaceuticals and Medical Devices Agency, 医薬品医療機器総合機構
    MHLW, Ministry of Health Labour and Welfare, 厚生労働省
    MFDS, Ministry of Food and Drug Safety, 食品医薬品安全処, 食品医药品安全处
    MHRA, Medicines and Healthcare products Regulatory Agency
    BfArM, Bundesinstitut für Arzneimittel und Medizinprodukte
    PEI, Paul-Ehrlich-Institut
    HAS, Haute Autorité de santé
    CEO, Chief Executive Officer, chief executive, Chief Executive
    CFO, Chief Financial Officer, finance director
    COO, Chief Operating Officer
    CMO, Chief Medical Officer
    SEC, Securities and Exchange Commission
    US, USA, United States, United States of America, Vereinigte Staaten, États-Unis, 美国, 米国
    UK, United Kingdom, Vereinigtes Königreich, Royaume-Uni, 英国
    EU, European Union, Europe, Union européenne, 欧盟, 欧洲
    EU, Europäische Union, Europäischen Union, Europa
    China, PRC, People's Republic of China, Volksrepublik China, 中国
    Mainland China, Mainland of China, Chinese mainland, mainland Chinese, 中国大陆, 中国内地
    Hong Kong, Hong Kong SAR, Hong Kong Special Administrative Region, 香港
    Macau, Macao, Macau SAR, Macau Special Administrative Region, 澳门, 澳門
    Taiwan, Taiwan Region, 台湾, 臺灣
    Japan, 日本
    South Korea, Korea, Republic of Korea, 韩国
    Germany, Deutschland, 德国
    France, Frankreich, 法国
    Switzerland, Schweiz, Suisse, Suiza, 瑞士, スイス
    Italy, Italien, Italie, Italia, 意大利, イタリア
    Spain, Spanien, Espagne, España, 西班牙, スペイン
    Austria, Österreich, Autriche, 奥地利
    Belgium, Belgien, Belgique, Bélgica, 比利时
    Netherlands, Niederlande, Pays-Bas, Países Bajos, 荷兰
    Sweden, Schweden, Suède, Suecia, 瑞典, スウェーデン
    Canada, Kanada, 加拿大, カナダ
    Australia, Australien, Australie, 澳大利亚, オーストラリア
    India, Indien, Inde, 印度, インド
    Brazil, Brasilien, Brésil, Brasil, 巴西, ブラジル
    Mexico, Mexiko, Mexique, México, 墨西哥, メキシコ
    Poland, Polen, Pologne, Polonia, 波兰, ポーランド
    Denmark, Dänemark, Danemark, Dinamarca, 丹麦, デンマーク
    Norway, Norwegen, Norvège, Noruega, 挪威, ノルウェー
    Ireland, Irland, Irlande, Irlanda, 爱尔兰, アイルランド
    Portugal, 葡萄牙, ポルトガル
    Turkey, Türkiye, Türkei, Turquie, Turquía, 土耳其, トルコ
    Israel, Israël, 以色列, イスラエル
    Singapore, Singapur, Singapour, 新加坡, シンガポール
    North America, Nordamerika, Amérique du Nord, 北美, 北美洲, 北米
    Latin America, Lateinamerika, Amérique latine, América Latina, 拉丁美洲, 中南米
    Asia, Asien, Asie, 亚洲, 亞洲, アジア
    Southeast Asia, Südostasien, Asie du Sud-Est, 东南亚, 東南アジア
    Africa, Afrika, Afrique, África, 非洲, アフリカ
    Middle East, Naher Osten, Nahen Osten, Moyen-Orient, 中东, 中東
"""

# Before a place, these make it another one: Mexico and New Mexico.
OTHER_PLACES = {
    place: words(before)
    for before, places in (
        ("new", "mexico england hampshire jersey york zealand"),
        ("northern", "ireland"),
        ("new papua equatorial", "guinea"),
        ("latin north south central", "america"),
        ("north", "korea"),
        ("south", "africa sudan"),
        ("west", "virginia"),
        ("inner outer", "mongolia"),
    )
    for place in places.split()
}

# What a person's name may be printed with, before or behind it.
TITLES = words("""
    dr prof professor mr mrs ms miss sir dame herr frau monsieur madame docteur professeur
    md phd pharmd mba msc dphil rn facp
""")

# What a company's name may end with; the spellings of one legal form share a line.
LEGAL_FORMS = {
    spelling: forms.split()[0]
    for forms in """
        limited ltd
        incorporated inc
        corporation corp
        company co
        plc
        llc
        lp
        ag
        se
        sa
        nv
        bv
        ab
        publ
        as
        asa
        oyj
        gmbh
        kgaa
        kg
        spa
        srl
        sas
        kk
        holdings holding
        group
    """.strip().splitlines()
    for spelling in forms.split()
}

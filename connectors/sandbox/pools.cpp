#include "connectors/sandbox/pools.h"

namespace kith::sandbox {

const std::vector<Community>& communities() {
    static const std::vector<Community> kAll = {
        {"WBRI",
         "en",
         {"Poppy", "Evie", "Freya", "Isla", "Daisy", "Lacey", "Skye", "Imogen", "Hollie", "Phoebe", "Zoë"},
         {"Harry", "Alfie", "Tyler", "Callum", "Leo", "Archie", "Kieran", "Riley", "Joshua", "Connor",
          "Ollie"},
         {"Hargreaves", "Pickering", "Thwaite", "Ashworth", "Bellamy", "Coates", "Dawes", "Fenwick",
          "Gosling", "Tranter", "Whitlock"}},
        {"WIRI",
         "en",
         {"Niamh", "Aoife", "Ciara", "Orla"},
         {"Declan", "Cillian", "Ruairí", "Eoin"},
         {"O'Donoghue", "Brennan", "Ní Bhriain", "Kavanagh"}},
        {"WIRT",
         "en",
         {"Margaret Rose", "Bridget", "Kathleen"},
         {"Michael John", "Miley", "Simey"},
         {"Connors", "Doran", "McDonagh"}},
        {"WROM",
         "rmy",
         {"Esmeralda", "Violeta", "Sidonia"},
         {"Marius", "Florin", "Lajos"},
         {"Rostaș", "Lakatos", "Čonka"}},
        {"APKN",
         "ur",
         {"Aisha", "Zainab", "Maryam", "Hafsa"},
         {"Hamza", "Ibrahim", "Bilal", "Muhammad Zayn"},
         {"Khan", "Hussain", "Mahmood", "Akhtar", "Chaudhry"}},
        {"ABAN",
         "bn",
         {"Nusrat", "Tahmina", "Sumaiya"},
         {"Rafi", "Tanvir", "Shakil"},
         {"Begum", "Miah", "Chowdhury", "Uddin"}},
        {"AIND",
         "gu",
         {"Priya", "Anaya", "Diya"},
         {"Aarav", "Rohan", "Dev"},
         {"Patel", "Desai", "Shah", "Mehta"}},
        {"AIND",
         "pa",
         {"Simran Kaur", "Jasleen Kaur", "Harpreet Kaur"},
         {"Arjan Singh", "Gurdeep Singh", "Manvir Singh"},
         {"Gill", "Dhaliwal", "Sandhu"}},
        {"BNGN",
         "yo",
         {"Temiloluwa", "Folashade", "Ọlá"},
         {"Oluwaseun", "Babatunde", "Adébáyọ"},
         {"Adeyinka", "Oyelaran", "Okonjo", "Balogun"}},
        {"BGHA", "ak", {"Abena", "Akosua", "Efua"}, {"Kwame", "Kofi", "Yaw"}, {"Mensah", "Owusu", "Boateng"}},
        {"BCRB",
         "en",
         {"Shanice", "Aaliyah", "Renée"},
         {"Jermaine", "Tyrese", "Malachi"},
         {"Campbell", "Grant", "Bartley", "Francis"}},
        {"BSOM",
         "so",
         {"Ayaan", "Hodan", "Sagal"},
         {"Abdirahman", "Liban", "Mahad"},
         {"Warsame", "Abdi Hassan", "Jama"}},
        {"BAOF", "ti", {"Selam", "Feven"}, {"Yonas", "Filmon"}, {"Tesfay", "Gebremedhin"}},
        {"WEEU",
         "pl",
         {"Zofia", "Maja", "Oliwia"},
         {"Łukasz", "Jakub", "Szymon"},
         {"Wiśniewska", "Kowalczyk", "Dąbrowski"}},
        {"WEEU",
         "ro",
         {"Ioana", "Andreea", "Ștefania"},
         {"Andrei", "Răzvan", "Matei"},
         {"Popescu", "Ionescu", "Munteanu"}},
        {"WEEU", "uk", {"Sofiia", "Anastasiia"}, {"Dmytro", "Oleksandr"}, {"Kovalenko", "Shevchuk"}},
        {"WOTW", "tr", {"Elif", "Zeynep"}, {"Emre", "Yiğit"}, {"Yılmaz", "Çelik"}},
        {"OARA",
         "ar",
         {"Layla", "Noor", "Rahma"},
         {"Karim", "Omar", "Yahya"},
         {"Al-Haddad", "El Masri", "bin Saleh"}},
        {"OKRD", "ku", {"Rojîn", "Dilan"}, {"Azad", "Baran"}, {"Ahmedî", "Kurdistani"}},
        {"OAFG", "fa", {"Parwana", "Zahra"}, {"Farid", "Navid"}, {"Noorzai", "Rahimi"}},
        {"CHNE", "yue", {"Hoi Ching", "Mei Ling"}, {"Chun Hei", "Ka Ho"}, {"Cheung", "Wong", "Ng"}},
        {"OVIE", "vi", {"Thị Mai", "Linh"}, {"Văn Minh", "Đức"}, {"Nguyễn", "Trần"}},
        {"OLAM", "pt", {"Beatriz", "Conceição"}, {"João", "Thiago"}, {"da Silva", "dos Santos"}},
        {"MWBC",
         "en",
         {"Tia", "Amara", "Jade"},
         {"Reuben", "Kai", "Theo"},
         {"Palmer-Reid", "St John", "Lewis"}},
        {"MWAS", "en", {"Anoushka", "Leila"}, {"Zac", "Imran"}, {"Hartley-Khan", "D'Souza"}},
    };
    return kAll;
}

const std::vector<std::string_view>& streets() {
    static const std::vector<std::string_view> kAll = {
        "Mill Lane",      "Station Road", "Foundry Street", "Larkspur Close", "Beech Avenue", "Canal View",
        "Priory Gardens", "Quarry Road",  "Chapel Street",  "Heron Way",      "Orchard Rise", "Kiln Court",
        "Weavers Row",    "Meadow Bank",  "Tollgate Road",  "Albion Terrace"};
    return kAll;
}

const std::vector<std::string_view>& professional_names() {
    static const std::vector<std::string_view> kAll = {
        "Dr S. Mukherjee", "Dr H. Lindqvist",   "Dr P. Achebe",  "Sister J. Farrow",
        "Dr T. Nowak",     "Dr C. Rees",        "Dr M. Qureshi", "Dr A. Fitzgerald",
        "Nurse D. Obi",    "Dr L. Castellanos", "Dr K. Yuen",    "Nurse B. Holt"};
    return kAll;
}

}  // namespace kith::sandbox

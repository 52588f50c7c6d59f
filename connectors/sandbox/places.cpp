#include "connectors/sandbox/builder.h"

namespace kith::sandbox {
namespace {

School northshire_school(std::string name, std::string establishment, Place place, int line,
                         std::string lead) {
    return {std::move(name),  std::move(establishment), std::string(kNorthshireCode),
            std::move(place), landline_number(line),    std::move(lead),
            "Northshire"};
}

School westmoor_school(std::string name, std::string establishment, Place place, int line, std::string lead) {
    return {std::move(name),  std::move(establishment), std::string(kWestmoorCode),
            std::move(place), landline_number(line),    std::move(lead),
            "Westmoor"};
}

}  // namespace

void add_schools_and_practices(Northshire& out) {
    out.schools = {
        northshire_school("Millfields Primary School", "2014", {"Millfields Road", "Northbridge", "NS4 7RA"},
                          410, "H. Osei"),
        northshire_school("Saltmere Primary School", "2031", {"Harbour Street", "Saltmere", "NS2 5LP"}, 415,
                          "C. Petrakis"),
        northshire_school("Thornley Academy", "4006", {"Thornley Hill", "Thornley", "NS8 1DX"}, 420,
                          "B. Wainwright"),
        northshire_school("Kingsholt High School", "4011", {"Abbey Road", "Kingsholt", "NS3 3EH"}, 425,
                          "F. Adeleke"),
        northshire_school("St Bride's Catholic Primary School", "3302",
                          {"St Bride's Lane", "Harrow End", "NS5 2LT"}, 430, "M. Devlin"),
        northshire_school("Eastwick School", "7003", {"Fen Road", "Eastwick", "NS7 6PQ"}, 435, "S. Marlowe"),
        westmoor_school("High Fell Primary School", "2102", {"Fell Side", "High Fell", "WM3 4RE"}, 510,
                        "J. Aldous"),
        westmoor_school("Westmoor Academy", "4102", {"Moor Street", "Westmoor", "WM1 2AB"}, 515,
                        "R. Tolland"),
    };
    out.practices = {
        {"Saltmere Surgery",
         "Y99011",
         "Dr P. Achebe",
         {"4 Harbour Street", "Saltmere", "NS2 5LQ"},
         landline_number(610)},
        {"Millfields Practice",
         "Y99012",
         "Dr S. Mukherjee",
         {"19 Millfields Road", "Northbridge", "NS4 7RB"},
         landline_number(615)},
        {"Harrow End Health Centre",
         "Y99013",
         "Dr T. Nowak",
         {"2 Tollgate Road", "Harrow End", "NS5 2LU"},
         landline_number(620)},
        {"Thornley Surgery",
         "Y99014",
         "Dr M. Qureshi",
         {"81 Thornley Hill", "Thornley", "NS8 1DY"},
         landline_number(625)},
        {"Westmoor Practice",
         "Y99021",
         "Dr C. Rees",
         {"11 Moor Street", "Westmoor", "WM1 2AD"},
         landline_number(630)},
    };
}

}  // namespace kith::sandbox

// Ships a made log and ends: a workstation that tests can kill.
// central_shipper PORT ROLE CA CERT KEY CHAIN SIZE
#include "central/central.h"
#include "made_log.h"

#include <cstdlib>
#include <iostream>

int main(int argc, char** argv) {
    if (argc != 8) return 2;
    kith::central::Place place;
    place.port = std::atoi(argv[1]);
    place.user = place.workstation = argv[2];
    place.ca_file = argv[3];
    place.client_cert_file = argv[4];
    place.client_key_file = argv[5];
    place.authority = "northshire";
    const kith::tests::MadeLog log{.chain = argv[6], .size = std::strtoull(argv[7], nullptr, 10)};
    kith::central::Shipper shipper(place, log.chain, log.feed());
    const auto shipped = shipper.ship("", kith::tests::story_day(), {});
    if (shipped.trouble.empty()) return 0;
    std::cerr << shipped.trouble << "\n";
    return 1;
}

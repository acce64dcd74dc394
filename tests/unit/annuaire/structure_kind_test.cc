#include "annuaire/structure_kind.h"

#include <gtest/gtest.h>

#include <set>

namespace filon {
namespace {

TEST(StructureKind, OpensTheReservationTheLawGivesItsStatus) {
  struct Case {
    std::string_view kind, code, article;
    bool certain;
  };
  for (const Case& c :
       {Case{"EA", "handicap", "L.2113-12", true}, Case{"EATT", "handicap", "L.2113-12", true},
        Case{"ESAT", "handicap", "L.2113-12", true}, Case{"EI", "insertion", "L.2113-13", true},
        Case{"ACI", "insertion", "L.2113-13", true}, Case{"AI", "insertion", "L.2113-13", true},
        Case{"ETTI", "insertion", "L.2113-13", true}, Case{"EITI", "insertion", "L.2113-13", false},
        Case{"GEIQ", "insertion", "L.2113-13", false}, Case{"SEP", "prison", "L.2113-13-1", true},
        Case{"SCIC", "ess", "L.2113-15", true}, Case{"ASSOCIATION", "ess", "L.2113-15", true}}) {
    SCOPED_TRACE(c.kind);
    const auto kind = parse_kind(c.kind);
    ASSERT_TRUE(kind);
    const auto& reservation = kind_info(*kind).reservation;
    ASSERT_TRUE(reservation);
    EXPECT_EQ(reservation->info().code, c.code);
    EXPECT_EQ(reservation->info().article, c.article);
    EXPECT_EQ(reservation->certain, c.certain);
  }
  EXPECT_FALSE(kind_info(Kind::Other).reservation);
}

TEST(StructureKind, OpensTheEssReservationForEveryEssKindAndNoOther) {
  for (const KindInfo& info : all_kinds()) {
    SCOPED_TRACE(info.code);
    const bool ess = info.reservation && info.reservation->reservation == ReservationCode::Ess;
    EXPECT_EQ(ess, info.family == Family::Ess);
  }
}

TEST(StructureKind, TellsWhoLendsPeopleFromWhoDoesTheWork) {
  std::set<std::string_view> staff;
  for (const KindInfo& info : all_kinds())
    if (info.supply == Supply::Staff) staff.insert(info.code);
  EXPECT_EQ(staff,
            (std::set<std::string_view>{"AI", "EATT", "ETTI", "GEIQ", "GROUPEMENT_EMPLOYEURS"}));
  EXPECT_EQ(to_string(Supply::Staff), "staff");
}

TEST(StructureKind, IsReadBackFromItsCode) {
  EXPECT_EQ(all_kinds().size(), 21u);
  for (const KindInfo& info : all_kinds()) {
    SCOPED_TRACE(info.code);
    const auto kind = parse_kind(info.code);
    ASSERT_TRUE(kind);
    EXPECT_EQ(*kind, info.kind);
    EXPECT_EQ(&kind_info(*kind), &info);
    EXPECT_FALSE(info.name.empty());
  }
}

TEST(StructureKind, RefusesACodeItDoesNotKnowAndQuotesIt) {
  for (const char* code : {"OPCS", "RESERVED", "ei", ""}) {
    const auto kind = parse_kind(code);
    ASSERT_FALSE(kind);
    EXPECT_EQ(kind.error().message, "'" + std::string(code) + "' is not a kind of structure");
  }
}

TEST(Reservation, IsReadBackFromItsCode) {
  for (const ReservationInfo& info : all_reservations()) {
    EXPECT_EQ(*parse_reservation(info.code), info.reservation);
    EXPECT_EQ(&reservation_info(info.reservation), &info);
  }
  EXPECT_EQ(parse_reservation("autre").error().message,
            "'autre' is not one of handicap, insertion, prison, ess");
}

}  // namespace
}  // namespace filon

#pragma once

#include "annuaire/json_writer.h"
#include "searchd/question.h"

namespace filon {

/// The "interpretation" member of contract §4.1: every list, empty or not.
void write_interpretation(JsonWriter& json, const Question& question);

}  // namespace filon

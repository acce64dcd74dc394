namespace filon {}

#include <cstdio>
int main() { std::puts("filon-indexer"); }

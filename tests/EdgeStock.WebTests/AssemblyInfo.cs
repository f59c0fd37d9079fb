// Each test runs half a dozen processes; a machine that tests may have no more than two cores.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]

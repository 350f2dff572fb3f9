using Xunit;

// Each test has two services and a database of its own.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

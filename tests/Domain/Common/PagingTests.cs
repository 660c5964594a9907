using FsCheck.Fluent;
using Understudy.Domain.Common;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Common;

public sealed class PagingTests
{
    [Theory]
    [InlineData(0, 20, 0)]
    [InlineData(1, 20, 1)]
    [InlineData(20, 20, 1)]
    [InlineData(21, 20, 2)]
    public void There_are_as_many_pages_as_the_items_need(int total, int limit, int pages) =>
        new Paging(1, limit).Pages(total).ShouldBe(pages);

    [Fact]
    public void The_pages_together_are_the_list() => Property.Holds(
        Gen.Choose(0, 300).Zip(Gen.Choose(1, 100)).ToArbitrary(),
        300,
        sizes =>
        {
            (int total, int limit) = sizes;
            int[] list = [.. Enumerable.Range(0, total)];
            Enumerable.Range(1, new Paging(1, limit).Pages(total))
                .SelectMany(page => list.Skip(new Paging(page, limit).Offset).Take(limit))
                .SequenceEqual(list).ShouldBeTrue();
        });
}

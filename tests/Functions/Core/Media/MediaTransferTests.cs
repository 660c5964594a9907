using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Core.Media;

/// <summary>Where signed URLs lead.</summary>
public sealed class MediaTransferTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("/media/uploads")]
    [InlineData("/media/uploads/")]
    [InlineData("/media/library?expires=1&signature=x")]
    public async Task An_address_of_no_object_is_not_found(string path)
    {
        using HttpClient anonymous = app.Anonymous();
        using HttpResponseMessage response = await anonymous.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}

using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Http;

/// <summary>Requests that nobody sends by accident.</summary>
public sealed class HostileRequestTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("""{"video_model_id":"\ud800"}""")]
    [InlineData("""{"video_model_id":"\ud800000000000000000000000000000000000"}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"input_text":"\udc00","\ud800video_model_id":1}""")]
    public async Task A_lone_surrogate_is_the_clients_fault(string body)
    {
        using Person person = await app.NewPersonAsync();
        Answer answer = await person.PostAsync("/api/v1/generate", body);
        answer.ShouldBeError(HttpStatusCode.UnprocessableEntity, "VALIDATION_ERROR");
    }

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

using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Understudy.Infrastructure.Egress;

namespace Understudy.Infrastructure.Tests.Egress;

public sealed class EgressGuardTests
{
    private static readonly IPAddress _public = IPAddress.Parse("93.184.215.14");
    private static readonly IPAddress _metadata = IPAddress.Parse("169.254.169.254");

    [Theory]
    [InlineData("https://hooks.example.com/in?a=b")]
    [InlineData("https://hooks.example.com:8443/")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://[2606:4700:4700::1111]/")]
    [InlineData("https://bücher.example/")]
    [InlineData("https://hooks.example.com./")]
    public async Task A_public_https_address_may_be_called(string url) => (await Judge(url, _public)).ShouldBeNull();

    [Theory]
    [InlineData("http://hooks.example.com/")]
    [InlineData("ftp://hooks.example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://hooks.example.com/")]
    [InlineData("https://user@hooks.example.com/")]
    [InlineData("https://user:word@hooks.example.com/")]
    [InlineData("https://hooks.example.com:22/")]
    [InlineData("https://hooks.example.com:25/")]
    [InlineData("https://hooks.example.com:80/")]
    [InlineData("https://hooks.example.com:6379/")]
    [InlineData("https://hooks.example.com:2375/")]
    public async Task Anything_else_may_not_wherever_it_leads(string url) =>
        (await Judge(url, _public)).ShouldNotBeNull();

    [Theory]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://１２７.０.０.１/")]
    [InlineData("https://127。0。0。1/")]
    [InlineData("https://0/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[::ffff:7f00:1]/")]
    [InlineData("https://[0:0:0:0:0:ffff:a9fe:a9fe]/")]
    [InlineData("https://[64:ff9b::a9fe:a9fe]/")]
    [InlineData("https://[fd00:ec2::254]/")]
    [InlineData("https://[fe80::1%25eth0]/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://2852039166/")]
    [InlineData("https://0xa9fea9fe/")]
    public async Task An_inner_address_may_not_be_called_however_it_is_written(string url)
    {
        // The system's own resolver, which understands odd forms too.
        var guard = EgressGuard.WithSystemResolver(allowLoopback: false);
        (await guard.CheckAsync(new Uri(url), CancellationToken.None)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost.")]
    [InlineData("LOCALHOST")]
    [InlineData("127.0.0.1.")]
    public async Task A_name_of_this_machine_may_not_be_called(string host)
    {
        var guard = EgressGuard.WithSystemResolver(allowLoopback: false);
        (await guard.CheckAsync(new Uri($"https://{host}/"), CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task One_inner_address_among_public_ones_is_enough() =>
        (await Judge("https://hooks.example.com/", _public, _metadata)).ShouldNotBeNull();

    [Fact]
    public async Task A_host_that_is_not_found_may_not_be_registered()
    {
        EgressGuard guard = new(
            (_, _) => throw new SocketException((int)SocketError.HostNotFound), allowLoopback: false);
        (await guard.CheckAsync(new Uri("https://nowhere.example/"), CancellationToken.None))
            .ShouldBe("The host's address could not be found.");
        (await Judge("https://nowhere.example/")).ShouldNotBeNull();
    }

    [Fact]
    public async Task In_development_this_machine_may_be_called_by_plain_http_and_nothing_else_may()
    {
        EgressGuard guard = new((host, _) => Task.FromResult<IPAddress[]>(
            host == "home.example" ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [_public]), allowLoopback: true);
        (await guard.CheckAsync(new Uri("http://127.0.0.1:5000/"), CancellationToken.None)).ShouldBeNull();
        (await guard.CheckAsync(new Uri("http://home.example:5000/"), CancellationToken.None)).ShouldBeNull();
        (await guard.CheckAsync(new Uri("http://hooks.example.com:5000/"), CancellationToken.None)).ShouldNotBeNull();
        (await guard.CheckAsync(new Uri("http://10.0.0.1:5000/"), CancellationToken.None)).ShouldNotBeNull();
        (await guard.CheckAsync(new Uri("https://10.0.0.1/"), CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_name_that_leads_inside_after_it_was_registered_is_not_called()
    {
        await using Receiver inside = await Receiver.StartAsync(_ => Task.CompletedTask);
        Queue<IPAddress> answers = new([_public, IPAddress.Loopback]);
        EgressGuard guard = new((_, _) => Task.FromResult<IPAddress[]>([answers.Dequeue()]), allowLoopback: false);
        Uri url = new($"https://rebinding.example:{inside.Url.Port}/");
        (await guard.CheckAsync(url, CancellationToken.None)).ShouldBeNull();

        using HttpMessageInvoker http = new(guard.CreateHandler());
        HttpRequestException refused = await Should.ThrowAsync<HttpRequestException>(() => http.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, url), CancellationToken.None));

        refused.InnerException.ShouldBeOfType<EgressRefusedException>();
        inside.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task The_connection_goes_to_the_address_that_was_judged_and_asks_for_no_other()
    {
        await using Receiver receiver = await Receiver.StartAsync(_ => Task.CompletedTask);
        int lookUps = 0;
        EgressGuard guard = new(
            (_, _) => Task.FromResult<IPAddress[]>([++lookUps == 1 ? IPAddress.Loopback : _metadata]),
            allowLoopback: true);
        using HttpMessageInvoker http = new(guard.CreateHandler());
        Uri url = new($"http://no-such-name.example:{receiver.Url.Port}/");

        using HttpResponseMessage answer = await http.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, url), CancellationToken.None);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        lookUps.ShouldBe(1);
        receiver.Headers["Host"].ShouldBe(url.Authority);
        // The next request is judged anew, and refused.
        await Should.ThrowAsync<HttpRequestException>(() => http.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, url), CancellationToken.None));
        receiver.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_not_followed()
    {
        await using Receiver receiver = await Receiver.StartAsync(context =>
        {
            context.Response.Redirect("http://169.254.169.254/latest/meta-data/");
            context.Response.Cookies.Append("a", "b");
            return Task.CompletedTask;
        });
        using HttpMessageInvoker http = new(EgressGuard.WithSystemResolver(allowLoopback: true).CreateHandler());
        for (int i = 0; i < 2; i++)
        {
            using HttpResponseMessage answer = await http.SendAsync(
                new HttpRequestMessage(HttpMethod.Get, receiver.Url), CancellationToken.None);
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }
        receiver.Requests.ShouldBe(2);
        receiver.Headers.Keys.ShouldBe(["Host"]);
    }

    private static Task<string?> Judge(string url, params IPAddress[] addresses) =>
        new EgressGuard((_, _) => Task.FromResult(addresses), allowLoopback: false)
            .CheckAsync(new Uri(url), CancellationToken.None);
}

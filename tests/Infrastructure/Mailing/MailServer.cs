using System.Diagnostics;
using System.Net;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Understudy.Infrastructure.Mailing;

namespace Understudy.Infrastructure.Tests.Mailing;

/// <summary>Other people's mail server, on this machine.</summary>
internal sealed class MailServer : IDisposable
{
    public const string User = "the user";
    public const string Refused = "refused@example.com";

    private readonly Process process;
    private readonly int port;
    private readonly X509Certificate2 certificate;

    private MailServer(Process process, int port, X509Certificate2 certificate)
    {
        this.process = process;
        this.port = port;
        this.certificate = certificate;
    }

    public static string Password { get; } = Guid.NewGuid().ToString();

    /// <param name="tls">none, starttls or implicit.</param>
    /// <param name="auth">none, optional or required.</param>
    /// <param name="methods">How one may sign in.</param>
    public static async Task<MailServer> StartAsync(string tls = "none", string auth = "none", params string[] methods)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        X509Certificate2 own = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        Process started = NodeTool.Start("smtp.cjs", JsonSerializer.Serialize(new
        {
            tls,
            auth,
            methods = methods.Length == 0 ? null : methods,
            user = User,
            password = Password,
            certificate = own.ExportCertificatePem(),
            key = key.ExportPkcs8PrivateKeyPem(),
            refuse = Refused,
        }));
        string? line = await started.StandardOutput.ReadLineAsync();
        return new MailServer(started, int.Parse(line ?? await started.StandardError.ReadToEndAsync()), own);
    }

    /// <summary>A mailer for it that insists on TLS and trusts it.</summary>
    public SmtpOptions Options(NetworkCredential? credentials = null, bool isTlsRequired = true, bool isTlsImplicit = false) =>
        new("localhost", port, new MailAddress("understudy@example.com", "代役 Understudy"))
        {
            Credentials = credentials,
            IsTlsRequired = isTlsRequired,
            IsTlsImplicit = isTlsImplicit,
            Trust = (_, presented, _, _) => presented?.GetCertHashString() == certificate.GetCertHashString(),
        };

    /// <summary>What the server took, one after the other.</summary>
    public async Task<JsonNode> ReceiveAsync() => JsonNode.Parse((await process.StandardOutput.ReadLineAsync())!)!;

    /// <summary>Everything that it took and that was not received yet; it takes nothing more.</summary>
    public async Task<string> EndAsync()
    {
        process.StandardInput.Close();
        return await process.StandardOutput.ReadToEndAsync();
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
        certificate.Dispose();
    }
}

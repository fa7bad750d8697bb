<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="AllStyleCategories" labelsEnabled="0" readOnly="0" hasScaleBasedVisibilityFlag="0" minScale="0" maxScale="0">
  <flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable></flags>
  <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
    <rules key="{nature_link}">
      <rule key="{gap}" symbol="0" filter="&quot;status&quot; = &#x27;gap&#x27;" label="lokale natuurverbinding, onderbroken (berekend)"/>
      <rule key="{narrow}" symbol="1" filter="&quot;status&quot; = &#x27;narrow&#x27;" label="lokale natuurverbinding, te smal (berekend)"/>
      <rule key="{blue}" symbol="2" filter="&quot;status&quot; = &#x27;ok&#x27; AND &quot;kind&quot; = &#x27;blue&#x27;" label="lokale natuurverbinding over water (berekend)"/>
      <rule key="{green}" symbol="3" filter="&quot;status&quot; = &#x27;ok&#x27; AND &quot;kind&quot; = &#x27;green&#x27;" label="lokale natuurverbinding over groen (berekend)"/>
      <rule key="{mixed}" symbol="4" filter="&quot;status&quot; = &#x27;ok&#x27; AND &quot;kind&quot; = &#x27;mixed&#x27;" label="lokale natuurverbinding over groen en water (berekend)"/>
      <rule key="{open}" symbol="5" filter="&quot;status&quot; = &#x27;ok&#x27; AND &quot;kind&quot; = &#x27;open&#x27;" label="zones vlak bij elkaar, niets ertussen (berekend)"/>
    </rules>
    <symbols>
      <symbol name="0" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="213,94,0,255"/>
            <Option name="line_width" type="QString" value="1.0"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="dash"/>
            <Option name="capstyle" type="QString" value="flat"/>
            <Option name="joinstyle" type="QString" value="round"/>
            <Option name="use_custom_dash" type="QString" value="1"/>
            <Option name="customdash" type="QString" value="2.5;1.2"/>
            <Option name="customdash_unit" type="QString" value="MM"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="230,159,0,255"/>
            <Option name="line_width" type="QString" value="1.0"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="dash"/>
            <Option name="capstyle" type="QString" value="flat"/>
            <Option name="joinstyle" type="QString" value="round"/>
            <Option name="use_custom_dash" type="QString" value="1"/>
            <Option name="customdash" type="QString" value="0.8;0.8"/>
            <Option name="customdash_unit" type="QString" value="MM"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="2" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="0,114,178,255"/>
            <Option name="line_width" type="QString" value="0.9"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
            <Option name="capstyle" type="QString" value="round"/>
            <Option name="joinstyle" type="QString" value="round"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="3" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="0,95,70,255"/>
            <Option name="line_width" type="QString" value="0.9"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
            <Option name="capstyle" type="QString" value="round"/>
            <Option name="joinstyle" type="QString" value="round"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="4" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="0,158,115,255"/>
            <Option name="line_width" type="QString" value="0.9"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="dash"/>
            <Option name="capstyle" type="QString" value="flat"/>
            <Option name="joinstyle" type="QString" value="round"/>
            <Option name="use_custom_dash" type="QString" value="1"/>
            <Option name="customdash" type="QString" value="6;0.8"/>
            <Option name="customdash_unit" type="QString" value="MM"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="5" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="90,90,90,255"/>
            <Option name="line_width" type="QString" value="0.9"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
            <Option name="capstyle" type="QString" value="round"/>
            <Option name="joinstyle" type="QString" value="round"/>
          </Option>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <fieldConfiguration>
    <field name="kind" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="geen groen of water" type="QString" value="open"/></Option><Option type="Map"><Option name="groen" type="QString" value="green"/></Option><Option type="Map"><Option name="blauw" type="QString" value="blue"/></Option><Option type="Map"><Option name="groen en blauw" type="QString" value="mixed"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="status" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="in orde" type="QString" value="ok"/></Option><Option type="Map"><Option name="onderbroken" type="QString" value="gap"/></Option><Option type="Map"><Option name="te smal" type="QString" value="narrow"/></Option></Option></Option></config></editWidget>
    </field>
  </fieldConfiguration>
  <aliases>
    <alias index="0" field="id" name="Verbinding (sleutel)"/>
    <alias index="1" field="from_id" name="Van zone"/>
    <alias index="2" field="to_id" name="Naar zone"/>
    <alias index="3" field="kind" name="Groen of blauw"/>
    <alias index="4" field="status" name="Status"/>
    <alias index="5" field="length_m" name="Lengte (m)"/>
    <alias index="6" field="cost" name="Weerstand (m × weerstand)"/>
    <alias index="7" field="euclid_m" name="Afstand hemelsbreed (m)"/>
    <alias index="8" field="gap_max_m" name="Grootste onderbreking (m)"/>
    <alias index="9" field="width_min_m" name="Kleinste breedte (m)"/>
    <alias index="10" field="blue_pct" name="Aandeel water van het leefgebied (%)"/>
    <alias index="11" field="dpc" name="Belang voor het netwerk (dPC, %)"/>
    <alias index="12" field="betweenness" name="Kortste wegen erover (betweenness)"/>
    <alias index="13" field="component" name="Deel van het netwerk"/>
  </aliases>
  <attributetableconfig actionWidgetStyle="dropDown" sortOrder="0" sortExpression="">
    <columns>
      <column type="field" name="id" hidden="0" width="-1"/>
      <column type="field" name="from_id" hidden="0" width="-1"/>
      <column type="field" name="to_id" hidden="0" width="-1"/>
      <column type="field" name="kind" hidden="0" width="-1"/>
      <column type="field" name="status" hidden="0" width="-1"/>
      <column type="field" name="length_m" hidden="0" width="-1"/>
      <column type="field" name="cost" hidden="0" width="-1"/>
      <column type="field" name="euclid_m" hidden="0" width="-1"/>
      <column type="field" name="gap_max_m" hidden="0" width="-1"/>
      <column type="field" name="width_min_m" hidden="0" width="-1"/>
      <column type="field" name="blue_pct" hidden="0" width="-1"/>
      <column type="field" name="dpc" hidden="0" width="-1"/>
      <column type="field" name="betweenness" hidden="0" width="-1"/>
      <column type="field" name="component" hidden="0" width="-1"/>
      <column type="actions" hidden="1" width="-1"/>
    </columns>
  </attributetableconfig>
  <editforminit/>
  <editforminitcodesource>0</editforminitcodesource>
  <featformsuppress>0</featformsuppress>
  <editorlayout>tablayout</editorlayout>
  <attributeEditorForm>
    <attributeEditorContainer name="Verbinding" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="id" index="0" showLabel="1"/>
      <attributeEditorField name="from_id" index="1" showLabel="1"/>
      <attributeEditorField name="to_id" index="2" showLabel="1"/>
      <attributeEditorField name="kind" index="3" showLabel="1"/>
      <attributeEditorField name="status" index="4" showLabel="1"/>
      <attributeEditorField name="length_m" index="5" showLabel="1"/>
      <attributeEditorField name="cost" index="6" showLabel="1"/>
      <attributeEditorField name="euclid_m" index="7" showLabel="1"/>
      <attributeEditorField name="gap_max_m" index="8" showLabel="1"/>
      <attributeEditorField name="width_min_m" index="9" showLabel="1"/>
      <attributeEditorField name="blue_pct" index="10" showLabel="1"/>
      <attributeEditorField name="dpc" index="11" showLabel="1"/>
      <attributeEditorField name="betweenness" index="12" showLabel="1"/>
      <attributeEditorField name="component" index="13" showLabel="1"/>
    </attributeEditorContainer>
  </attributeEditorForm>
  <previewExpression>coalesce("id", '')</previewExpression>
  <mapTip><![CDATA[<div style="font-family:sans-serif;font-size:10pt;min-width:260px"><b>[% CASE WHEN "status" = 'gap' THEN 'Onderbroken' WHEN "status" = 'narrow' THEN 'Te smalle' ELSE 'Berekende' END %] lokale natuurverbinding</b><br>
[% format_number("length_m", 0, 'nl') %] m lang, [% CASE WHEN "kind" = 'green' THEN 'over groen' WHEN "kind" = 'blue' THEN 'over water' WHEN "kind" = 'mixed' THEN 'over groen en water' ELSE 'zonder groen of water ertussen' END %][% CASE WHEN "gap_max_m" > 0 THEN ', grootste onderbreking ' || format_number("gap_max_m", 0, 'nl') || ' m' ELSE ', zonder onderbreking' END %][% CASE WHEN "width_min_m" IS NOT NULL THEN ', smalst ' || format_number("width_min_m", 0, 'nl') || ' m' ELSE '' END %]<br>
Zonder deze verbinding hangt het netwerk [% coalesce(format_number("dpc", 2, 'nl'), '?') %] % minder samen (dPC)<br>
Sleutel [% replace(coalesce("id",''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %]</div>]]></mapTip>
</qgis>
